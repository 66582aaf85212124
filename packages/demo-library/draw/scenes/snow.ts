import { finish } from '../brushes/finish.ts';
import { heightAt, land, rolling, skyline } from '../brushes/land.ts';
import { blur, even, glow, vertical } from '../brushes/light.ts';
import { moon, sky, stars } from '../brushes/sky.ts';
import { conifer } from '../brushes/trees.ts';
import { type Canvas, repeat, type Scene } from '../canvas.ts';
import { type Colour, mix } from '../colour.ts';

/** A log cabin under snow with warm windows; its door sill is at (`x`, `y`). */
function cabin(canvas: Canvas, x: number, y: number, size: number): string {
  const logs = repeat(
    8,
    (at) =>
      `<rect x="${x - size}" y="${y - size * 0.8 + at * size * 0.7}" width="${size * 2}" height="${size * 0.085}" rx="${size * 0.04}" fill="${mix('#5a3822', '#3c2415', at)}"/>`,
  );
  const pane = (left: number): string =>
    `${glow(canvas, left + size * 0.16, y - size * 0.42, size * 0.75, '#ffc25c', 0.8)}<rect x="${left}" y="${y - size * 0.58}" width="${size * 0.36}" height="${size * 0.34}" fill="#ffe09a"/><path d="M${left + size * 0.18} ${y - size * 0.58} v${size * 0.34} M${left} ${y - size * 0.41} h${size * 0.36}" stroke="#4a2d18" stroke-width="${size * 0.03}"/>`;
  const smoke = `<g filter="${blur(canvas, size * 0.08)}">${repeat(9, (at) => `<circle cx="${x + size * 0.55 + at * size * 0.5 + Math.sin(at * 7) * size * 0.08}" cy="${y - size * 1.75 - at * size * 1.1}" r="${size * (0.07 + at * 0.16)}" fill="#dfe6f2" opacity="${0.5 - at * 0.42}"/>`)}</g>`;
  return (
    `${smoke}<rect x="${x + size * 0.44}" y="${y - size * 1.68}" width="${size * 0.24}" height="${size * 0.6}" fill="#4b4048"/>${logs}${pane(x - size * 0.7)}${pane(x + size * 0.34)}<rect x="${x - size * 0.16}" y="${y - size * 0.56}" width="${size * 0.32}" height="${size * 0.56}" fill="#2f1c10"/>` +
    `<path d="M${x - size * 1.3} ${y - size * 0.72} L${x} ${y - size * 1.55} L${x + size * 1.3} ${y - size * 0.72} Q${x + size * 0.9} ${y - size * 0.62} ${x} ${y - size * 0.7} Q${x - size * 0.9} ${y - size * 0.62} ${x - size * 1.3} ${y - size * 0.72} Z" fill="${vertical(canvas, even(['#ffffff', '#c9d8ee']))}"/>`
  );
}

/** Snowy hills with spruces under snow, a cabin or not, and falling flakes. */
export const snow =
  (look: {
    readonly sky: readonly Colour[];
    readonly shadow: Colour;
    readonly tree: Colour;
    readonly cabin?: number;
    readonly moon?: readonly [number, number];
    readonly flakes?: number;
    readonly snow?: Colour;
  }): Scene =>
  (canvas) => {
    const { width, height, random } = canvas;
    const white = look.snow ?? '#f7faff';
    const spruce = (x: number, y: number, tall: number): string =>
      conifer(canvas, x, y, tall, look.tree) +
      `<g opacity="0.85" transform="translate(${-tall * 0.02} ${-tall * 0.03})">${conifer(
        canvas,
        x,
        y - tall * 0.1,
        tall * 0.86,
        vertical(canvas, [
          [0, white, 0.95],
          [0.6, white, 0.7],
          [1, white, 0.1],
        ]),
      )}</g>`;
    const hill = (part: number): string => {
      const line = rolling(canvas, height * (0.62 + part * 0.26), height * 0.04, 0.9);
      const ground = land(
        canvas,
        line,
        vertical(canvas, [
          [0, white],
          [0.35, mix(white, look.shadow, 0.35)],
          [1, look.shadow],
        ]),
      );
      const trees = repeat(Math.round(34 - part * 22), () => {
        const x = random.between(0, width);
        const free = look.cabin !== undefined && Math.abs(x / width - look.cabin) < 0.13 && part > 0.4;
        return free
          ? ''
          : spruce(x, heightAt(canvas, line, x) + 10, height * (0.08 + part * 0.22) * random.between(0.7, 1.2));
      });
      const home =
        look.cabin !== undefined && part === 0.5
          ? cabin(canvas, width * look.cabin, heightAt(canvas, line, width * look.cabin) + 12, height * 0.085)
          : '';
      return trees + ground + home;
    };
    const peaks = land(
      canvas,
      skyline(canvas, height * 0.44, height * 0.22, 0.54),
      vertical(canvas, [
        [0, white],
        [0.4, mix(look.shadow, look.sky.at(-1) ?? white, 0.5)],
        [1, look.shadow],
      ]),
    );
    const flakes = repeat(
      look.flakes ?? 0,
      () =>
        `<circle cx="${random.between(0, width).toFixed(1)}" cy="${random.between(0, height).toFixed(1)}" r="${(1 + random.between(0, 1) ** 5 * 9).toFixed(1)}" fill="#ffffff" opacity="${random.between(0.3, 0.9).toFixed(2)}"/>`,
    );
    const heaven = look.moon
      ? stars(canvas, 260, height * 0.5) + moon(canvas, width * look.moon[0], height * look.moon[1], height * 0.05)
      : '';
    return `${sky(canvas, look.sky, height * 0.62)}${heaven}${peaks}${repeat(3, hill)}<g filter="${blur(canvas, 1)}">${flakes}</g>${finish(canvas, 0.3)}`;
  };
