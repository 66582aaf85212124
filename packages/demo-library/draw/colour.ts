/** A colour as `#rrggbb`. */
export type Colour = `#${string}`;

const channels = (colour: Colour): number[] =>
  [1, 3, 5].map((start) => Number.parseInt(colour.slice(start, start + 2), 16));

/** `from` at 0, `to` at 1, a blend between; parts outside are clamped. */
export function mix(from: Colour, to: Colour, part: number): Colour {
  const share = Math.min(1, Math.max(0, part));
  const end = channels(to);
  const blended = channels(from).map((value, index) => Math.round(value + ((end[index] ?? value) - value) * share));
  return `#${blended.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

/** Lighter for positive parts, darker for negative ones (-1 is black, 1 is white). */
export const shade = (colour: Colour, part: number): Colour =>
  part < 0 ? mix(colour, '#000000', -part) : mix(colour, '#ffffff', part);
