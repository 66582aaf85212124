import { heap, wisps } from '../brushes/clouds.ts';
import { finish } from '../brushes/finish.ts';
import { blur, even, vertical } from '../brushes/light.ts';
import { sky, sun } from '../brushes/sky.ts';
import { palm } from '../brushes/trees.ts';
import { glints, ripples, water } from '../brushes/water.ts';
import { repeat, type Scene } from '../canvas.ts';
import type { Colour } from '../colour.ts';

/** A bay with surf running up the sand, palms at the side and, if wished, parasols. */
export const beach =
  (look: {
    readonly sky: readonly Colour[];
    readonly sea: readonly Colour[];
    readonly sand: readonly Colour[];
    readonly palms: Colour;
    readonly sun?: readonly [number, number];
    readonly parasols?: boolean;
  }): Scene =>
  (canvas) => {
    const { width, height, random } = canvas;
    const horizon = height * 0.42;
    const shore = (lift: number): string =>
      `M0 ${height * (0.66 + lift)} C${width * 0.25} ${height * (0.6 + lift)} ${width * 0.45} ${height * (0.76 + lift)} ${width * 0.7} ${height * (0.74 + lift)} S${width * 0.95} ${height * (0.86 + lift)} ${width} ${height * (0.84 + lift)}`;
    const area = (lift: number, paint: string): string => `<path d="${shore(lift)} V${height} H0 Z" fill="${paint}"/>`;
    const surf = (lift: number, thick: number, opacity: number): string =>
      `<path d="${shore(lift)}" stroke="#ffffff" stroke-width="${thick}" fill="none" opacity="${opacity}" filter="${blur(canvas, thick * 0.2)}"/>`;
    const parasol = (x: number, y: number, size: number, colour: Colour): string =>
      `<ellipse cx="${x + size * 0.5}" cy="${y + size * 1.05}" rx="${size}" ry="${size * 0.16}" fill="#5d4a36" opacity="0.35"/><path d="M${x} ${y - size * 0.45} L${x + size * 0.12} ${y + size}" stroke="#f5efe2" stroke-width="${size * 0.06}"/>` +
      repeat(6, (_, index) => {
        const [from, to] = [x - size + (index * size) / 3, x - size + ((index + 1) * size) / 3];
        return `<path d="M${x} ${y - size * 0.55} Q${from} ${y - size * 0.4} ${from} ${y} Q${(from + to) / 2} ${y + size * 0.1} ${to} ${y} Q${to} ${y - size * 0.4} ${x} ${y - size * 0.55}" fill="${index % 2 ? '#fff8ec' : colour}"/>`;
      });
    const shades: readonly [Colour, ...Colour[]] = ['#e4572e', '#17818f', '#f3a712', '#d1495b'];
    const parasols = look.parasols
      ? repeat(6, (at) =>
          parasol(
            width * (0.06 + at * 0.62),
            height * (0.76 + at * 0.13) + random.between(-10, 10),
            height * (0.045 + at * 0.03),
            random.pick(shades),
          ),
        )
      : '';
    const heaven = look.sun
      ? sun(canvas, width * look.sun[0], height * look.sun[1], height * 0.035, '#ffd9a0')
      : heap(canvas, width * 0.28, height * 0.36, width * 0.16, '#ffffff', '#c9dcea') +
        heap(canvas, width * 0.62, height * 0.385, width * 0.1, '#ffffff', '#c9dcea');
    return (
      sky(canvas, look.sky, horizon) +
      wisps(canvas, 0, horizon, '#ffffff', 0.42, 0.5) +
      heaven +
      water(canvas, horizon, look.sea) +
      ripples(canvas, horizon, '#ffffff', 0.22) +
      (look.sun ? glints(canvas, width * look.sun[0], horizon, width * 0.2, '#ffe9c0') : '') +
      surf(-0.06, height * 0.008, 0.5) +
      surf(-0.022, height * 0.02, 0.85) +
      area(-0.012, vertical(canvas, even(look.sand.map((colour) => colour)))) +
      surf(-0.008, height * 0.012, 0.9) +
      area(0.03, vertical(canvas, even(look.sand))) +
      parasols +
      palm(canvas, width * 0.93, height * 1.02, height * 0.82, -width * 0.11, look.palms) +
      palm(canvas, width * 1.0, height * 1.02, height * 0.62, -width * 0.05, look.palms) +
      finish(canvas)
    );
  };
