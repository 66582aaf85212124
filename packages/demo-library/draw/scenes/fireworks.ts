import { finish } from '../brushes/finish.ts';
import { blur, glow } from '../brushes/light.ts';
import { sky } from '../brushes/sky.ts';
import { reflection, ripples, water } from '../brushes/water.ts';
import { type Canvas, repeat, type Scene } from '../canvas.ts';
import { type Colour, shade } from '../colour.ts';

/** One shell that has burst: sparks that fall as they fly. */
function burst(canvas: Canvas, x: number, y: number, size: number, colour: Colour): string {
  const { random } = canvas;
  const sparks = repeat(110, () => {
    const [angle, reach] = [random.between(0, Math.PI * 2), size * random.between(0.45, 1)];
    const [endX, endY] = [x + Math.cos(angle) * reach, y + Math.sin(angle) * reach * 0.92 + reach * 0.16];
    const [midX, midY] = [x + Math.cos(angle) * reach * 0.5, y + Math.sin(angle) * reach * 0.5 - reach * 0.03];
    return `<path d="M${(x + (midX - x) * 0.35).toFixed(1)} ${(y + (midY - y) * 0.35).toFixed(1)} Q${midX.toFixed(1)} ${midY.toFixed(1)} ${endX.toFixed(1)} ${endY.toFixed(1)}" stroke="${shade(colour, random.between(0, 0.5))}" stroke-width="${random.between(1, 3).toFixed(1)}" fill="none" opacity="${random.between(0.4, 0.95).toFixed(2)}" stroke-linecap="round"/><circle cx="${endX.toFixed(1)}" cy="${endY.toFixed(1)}" r="${random.between(1.5, 4).toFixed(1)}" fill="#fffbe6"/>`;
  });
  return `${glow(canvas, x, y, size * 1.5, colour, 0.5)}${sparks}${glow(canvas, x, y, size * 0.28, '#ffffff', 0.9)}`;
}

/** Fireworks above a dark town at the water. */
export const fireworks =
  (look: {
    readonly sky: readonly Colour[];
    readonly town: Colour;
    readonly bursts: readonly (readonly [number, number, number, Colour])[];
  }): Scene =>
  (canvas) => {
    const { width, height, random } = canvas;
    const shore = height * 0.76;
    const shells = look.bursts
      .map(
        ([x, y, size, colour]) =>
          `<path d="M${x * width + 12} ${shore} Q${x * width + 14} ${(shore + y * height) / 2} ${x * width} ${y * height}" stroke="${colour}" stroke-opacity="0.28" stroke-width="4" fill="none"/>${burst(canvas, x * width, y * height, size * height, colour)}`,
      )
      .join('');
    const town = repeat(44, (at) => {
      const [x, wide, tall] = [width * at - 20, random.between(30, 74), height * random.between(0.03, 0.115)];
      const panes = repeat(
        5,
        () =>
          `<rect x="${x + random.between(5, wide - 9)}" y="${shore - tall + random.between(7, tall - 9)}" width="5" height="7" fill="#ffd48a" opacity="0.8"/>`,
      );
      return `<path d="M${x} ${shore} v${-tall} l${wide / 2} ${-random.between(0, 26)} l${wide / 2} 26 V${shore} Z" fill="${look.town}"/>${panes}`;
    });
    const smoke = `<g filter="${blur(canvas, 34)}">${repeat(9, () => `<ellipse cx="${random.between(0, width)}" cy="${height * random.between(0.3, 0.66)}" rx="${random.between(90, 260)}" ry="${random.between(20, 60)}" fill="#8a7aa8" opacity="0.16"/>`)}</g>`;
    return (
      sky(canvas, look.sky, shore) +
      smoke +
      shells +
      town +
      water(canvas, shore, ['#141430', '#05050f']) +
      reflection(shore, shells + town, 0.4, 0.55) +
      ripples(canvas, shore, '#b9a6ff', 0.16, 380) +
      finish(canvas)
    );
  };
