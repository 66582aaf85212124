import { type Colour, shade } from '../colour.ts';

/** A torii gate standing at `foot`. */
export function torii(x: number, foot: number, size: number, colour: Colour): string {
  const post = (sign: number): string =>
    `<path d="M${x + sign * size * 0.36} ${foot} L${x + sign * size * 0.32} ${foot - size * 0.9}" stroke="${colour}" stroke-width="${size * 0.085}"/>`;
  return `${post(-1)}${post(1)}<rect x="${x - size * 0.46}" y="${foot - size * 0.68}" width="${size * 0.92}" height="${size * 0.07}" fill="${colour}"/><rect x="${x - size * 0.04}" y="${foot - size * 0.85}" width="${size * 0.08}" height="${size * 0.2}" fill="${colour}"/><path d="M${x - size * 0.68} ${foot - size * 1.02} Q${x} ${foot - size * 0.9} ${x + size * 0.68} ${foot - size * 1.02} L${x + size * 0.62} ${foot - size * 0.86} Q${x} ${foot - size * 0.8} ${x - size * 0.62} ${foot - size * 0.86} Z" fill="${shade(colour, -0.1)}"/><path d="M${x - size * 0.7} ${foot - size * 1.05} Q${x} ${foot - size * 0.92} ${x + size * 0.7} ${foot - size * 1.05} L${x + size * 0.68} ${foot - size * 1.0} Q${x} ${foot - size * 0.88} ${x - size * 0.68} ${foot - size * 1.0} Z" fill="#2b1a1a"/>`;
}
