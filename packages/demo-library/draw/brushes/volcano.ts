import type { Canvas } from '../canvas.ts';
import { type Colour, mix, shade } from '../colour.ts';
import { even, horizontal, vertical } from './light.ts';

/** The volcano with its snow cap; `foot` is its base line. */
export function volcano(
  canvas: Canvas,
  x: number,
  foot: number,
  tall: number,
  rock: Colour,
  cap: Colour,
  haze: Colour,
): string {
  const wide = tall * 2.1;
  const slope = `M${x - wide} ${foot} C${x - wide * 0.45} ${foot - tall * 0.22} ${x - wide * 0.2} ${foot - tall * 0.75} ${x - tall * 0.14} ${foot - tall} Q${x} ${foot - tall * 0.965} ${x + tall * 0.14} ${foot - tall} C${x + wide * 0.2} ${foot - tall * 0.75} ${x + wide * 0.45} ${foot - tall * 0.22} ${x + wide} ${foot} Z`;
  const clip = canvas.define('clipPath', `<path d="${slope}"/>`);
  const teeth = Array.from(
    { length: 23 },
    (_, index) =>
      `L${x + tall * (0.62 - index * 0.056)} ${foot - tall * (index % 2 ? canvas.random.between(0.42, 0.52) : canvas.random.between(0.66, 0.74))}`,
  ).join(' ');
  return `<path d="${slope}" fill="${vertical(canvas, [
    [0, rock],
    [0.6, mix(rock, haze, 0.25)],
    [1, mix(rock, haze, 0.85)],
  ])}"/><g clip-path="${clip}"><path d="M${x - tall} ${foot - tall * 1.1} H${x + tall} V${foot - tall * 0.6} ${teeth} Z" fill="${horizontal(canvas, even([cap, cap, shade(cap, -0.22)]))}"/></g>`;
}
