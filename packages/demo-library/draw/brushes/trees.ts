import { type Canvas, repeat } from '../canvas.ts';
import type { Colour } from '../colour.ts';
import { shade } from '../colour.ts';

/** A spruce with its foot at (`x`, `y`). */
export function conifer(canvas: Canvas, x: number, y: number, height: number, paint: string): string {
  const { random } = canvas;
  const tiers = 11;
  const side = (sign: number): string[] =>
    Array.from({ length: tiers }, (_, tier) => {
      const reach = height * 0.24 * ((tier + 1) / tiers) * random.between(0.75, 1.1);
      const at = y - height + (height * 0.94 * (tier + 1)) / tiers;
      return `${(x + sign * reach).toFixed(1)} ${at.toFixed(1)} L${(x + sign * reach * 0.45).toFixed(1)} ${(at - height * 0.02).toFixed(1)}`;
    });
  const trunk = height * 0.02;
  return `<path d="M${x} ${y - height} L${side(-1).join(' L')} L${x - trunk} ${y} L${x + trunk} ${y} L${side(1)
    .reverse()
    .map((pair) => pair.split(' L').reverse().join(' L'))
    .join(' L')} Z" fill="${paint}"/>`;
}

/** A palm with its foot at (`x`, `y`), leaning by `lean` pixels. */
export function palm(canvas: Canvas, x: number, y: number, height: number, lean: number, paint: string): string {
  const [topX, topY] = [x + lean, y - height];
  const trunk = `<path d="M${x} ${y} Q${x + lean * 0.2} ${y - height * 0.6} ${topX} ${topY}" stroke="${paint}" stroke-width="${height * 0.035}" fill="none"/>`;
  const fronds = repeat(11, (position) => {
    const angle = Math.PI * (1.15 - position * 1.3) + canvas.random.between(-0.1, 0.1);
    const reach = height * canvas.random.between(0.36, 0.48);
    const [endX, endY] = [topX + Math.cos(angle) * reach, topY - Math.sin(angle) * reach * 0.55 + reach * 0.42];
    const [midX, midY] = [topX + Math.cos(angle) * reach * 0.6, topY - Math.sin(angle) * reach * 0.75 - reach * 0.12];
    return `<path d="M${topX} ${topY} Q${midX} ${midY - reach * 0.1} ${endX} ${endY} Q${midX} ${midY + reach * 0.16} ${topX} ${topY} Z" fill="${paint}"/>`;
  });
  return trunk + fronds;
}

/** A round crown of leaves or blossom around (`x`, `y`), lit from the upper left. */
export const crown = (canvas: Canvas, x: number, y: number, radius: number, colour: Colour, leaves = 160): string =>
  repeat(leaves, (position) => {
    const angle = canvas.random.between(0, Math.PI * 2);
    const distance = radius * Math.sqrt(canvas.random.between(0, 1));
    const [dx, dy] = [Math.cos(angle) * distance, Math.sin(angle) * distance * 0.75];
    const light = -(dx * 0.4 + dy) / radius / 2.6 + (position - 0.5) * 0.25 + canvas.random.between(-0.08, 0.08);
    return `<circle cx="${(x + dx).toFixed(1)}" cy="${(y + dy).toFixed(1)}" r="${(radius * canvas.random.between(0.06, 0.15)).toFixed(1)}" fill="${shade(colour, light)}"/>`;
  });
