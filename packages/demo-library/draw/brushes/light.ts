import type { Canvas } from '../canvas.ts';
import type { Colour } from '../colour.ts';

/** A colour at a place of a gradient: place from 0 to 1, opacity 1 unless given. */
export type Stop = readonly [place: number, colour: Colour, opacity?: number];

const stopElements = (stops: readonly Stop[]): string =>
  stops
    .map(([at, colour, opacity = 1]) => `<stop offset="${at}" stop-color="${colour}" stop-opacity="${opacity}"/>`)
    .join('');

/** A gradient from top to bottom of whatever is filled with it. */
export const vertical = (canvas: Canvas, stops: readonly Stop[]): string =>
  canvas.define('linearGradient x1="0" y1="0" x2="0" y2="1"', stopElements(stops));

/** A gradient from left to right of whatever is filled with it. */
export const horizontal = (canvas: Canvas, stops: readonly Stop[]): string =>
  canvas.define('linearGradient x1="0" y1="0" x2="1" y2="0"', stopElements(stops));

/** A gradient from a point (parts of the filled shape) outwards. */
export const radial = (canvas: Canvas, stops: readonly Stop[], x = 0.5, y = 0.5, radius = 0.5): string =>
  canvas.define(`radialGradient cx="${x}" cy="${y}" r="${radius}"`, stopElements(stops));

/** A filter that blurs by `deviation` pixels. */
export const blur = (canvas: Canvas, deviation: number): string =>
  canvas.define('filter x="-50%" y="-50%" width="200%" height="200%"', `<feGaussianBlur stdDeviation="${deviation}"/>`);

/** Evenly spaced stops, the first colour at the top. */
export const even = (colours: readonly Colour[]): Stop[] =>
  colours.map((colour, index) => [index / Math.max(1, colours.length - 1), colour]);

/** A soft round glow. */
export function glow(canvas: Canvas, x: number, y: number, radius: number, colour: Colour, strength = 0.8): string {
  const fill = radial(canvas, [
    [0, colour, strength],
    [0.25, colour, strength * 0.45],
    [0.6, colour, strength * 0.12],
    [1, colour, 0],
  ]);
  return `<circle cx="${x}" cy="${y}" r="${radius}" fill="${fill}"/>`;
}
