import { type Canvas, repeat } from '../canvas.ts';
import type { Colour } from '../colour.ts';
import { blur, even, glow, radial, type Stop, vertical } from './light.ts';

/** Fills the canvas with colours from its top to `bottom`; below stays the last colour. */
export const sky = (canvas: Canvas, colours: readonly Colour[], bottom = canvas.height): string => {
  const stops = even(colours).map(([place, colour]): Stop => [(place * bottom) / canvas.height, colour]);
  return `<rect width="${canvas.width}" height="${canvas.height}" fill="${vertical(canvas, stops)}"/>`;
};

/** A sun with its glow; the place is in pixels. */
export const sun = (canvas: Canvas, x: number, y: number, radius: number, colour: Colour): string =>
  glow(canvas, x, y, radius * 9, colour, 0.75) +
  `<circle cx="${x}" cy="${y}" r="${radius}" fill="#fffbe8"/>` +
  glow(canvas, x, y, radius * 2.2, '#fff3c4', 0.9);

/** A full moon with its seas; the place is in pixels. */
export function moon(canvas: Canvas, x: number, y: number, radius: number): string {
  const face = radial(
    canvas,
    [
      [0, '#fffdf2'],
      [0.7, '#f4ecd2'],
      [1, '#d9cfb4'],
    ],
    0.4,
    0.4,
    0.65,
  );
  const soft = blur(canvas, radius * 0.06);
  const seas = repeat(9, () => {
    const angle = canvas.random.between(0, Math.PI * 2);
    const distance = radius * canvas.random.between(0, 0.62);
    const size = radius * canvas.random.between(0.08, 0.26);
    const [cx, cy] = [x + Math.cos(angle) * distance, y + Math.sin(angle) * distance];
    return `<ellipse cx="${cx}" cy="${cy}" rx="${size}" ry="${size * 0.8}" fill="#b9ae94" opacity="0.5"/>`;
  });
  return `${glow(canvas, x, y, radius * 7, '#cfe0ff', 0.5)}<circle cx="${x}" cy="${y}" r="${radius}" fill="${face}"/><g filter="${soft}">${seas}</g>`;
}

const starlight: readonly [Colour, ...Colour[]] = ['#ffffff', '#ffffff', '#cfe2ff', '#ffe9c9'];

/** `count` stars above `bottom`, most of them faint. */
export const stars = (canvas: Canvas, count: number, bottom = canvas.height): string =>
  repeat(count, () => {
    const [x, y] = [canvas.random.between(0, canvas.width), canvas.random.between(0, bottom)];
    const size = 0.6 + canvas.random.between(0, 1) ** 6 * 2.6;
    const colour = canvas.random.pick(starlight);
    const halo = size > 2.1 ? glow(canvas, x, y, size * 7, colour, 0.5) : '';
    return `${halo}<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${size.toFixed(2)}" fill="${colour}" opacity="${canvas.random.between(0.35, 1).toFixed(2)}"/>`;
  });
