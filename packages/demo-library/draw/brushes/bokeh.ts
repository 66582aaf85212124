import { type Canvas, repeat } from '../canvas.ts';
import { type Colour, shade } from '../colour.ts';
import { blur } from './light.ts';

/** Discs of light out of focus. */
export const bokeh = (canvas: Canvas, colours: readonly [Colour, ...Colour[]], count: number, soft = 2): string =>
  `<g filter="${blur(canvas, soft)}">${repeat(count, () => {
    const colour = canvas.random.pick(colours);
    const size = canvas.height * canvas.random.between(0.02, 0.085);
    return `<circle cx="${canvas.random.between(0, canvas.width)}" cy="${canvas.random.between(0, canvas.height)}" r="${size}" fill="${colour}" fill-opacity="${canvas.random.between(0.12, 0.5)}" stroke="${shade(colour, 0.4)}" stroke-opacity="0.35" stroke-width="2"/>`;
  })}</g>`;
