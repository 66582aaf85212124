import { type Canvas, repeat } from '../canvas.ts';
import type { Colour } from '../colour.ts';
import { even, vertical } from './light.ts';

/** Still water from `top` down, the farthest colour first. */
export const water = (canvas: Canvas, top: number, colours: readonly Colour[]): string =>
  `<rect x="0" y="${top}" width="${canvas.width}" height="${canvas.height - top}" fill="${vertical(canvas, even(colours))}"/>`;

/** Horizontal glints, denser and finer towards the horizon; `spread` is their reach to the sides at the bottom. */
export const glints = (canvas: Canvas, x: number, top: number, spread: number, colour: Colour, count = 260): string =>
  repeat(count, () => {
    const depth = canvas.random.between(0, 1) ** 1.7;
    const y = top + 2 + depth * (canvas.height - top);
    const reach = spread * (0.16 + depth * 0.9);
    const across = (canvas.random.between(-1, 1) + canvas.random.between(-1, 1)) / 2;
    const length = 6 + depth * canvas.random.between(20, 110);
    return `<ellipse cx="${(x + across * reach).toFixed(1)}" cy="${y.toFixed(1)}" rx="${length.toFixed(1)}" ry="${(0.7 + depth * 3).toFixed(1)}" fill="${colour}" opacity="${canvas.random.between(0.12, 0.75).toFixed(2)}"/>`;
  });

/** Ripples over the whole width below `top`. */
export const ripples = (canvas: Canvas, top: number, colour: Colour, opacity = 0.25, count = 300): string =>
  `<g opacity="${opacity}">${glints(canvas, canvas.width / 2, top, canvas.width * 1.6, colour, count)}</g>`;

/** `shapes` mirrored at the water line `y`, squeezed and dimmed. */
export const reflection = (y: number, shapes: string, opacity = 0.45, squeeze = 0.8): string =>
  `<g transform="translate(0 ${y * (1 + squeeze)}) scale(1 -${squeeze})" opacity="${opacity}">${shapes}</g>`;
