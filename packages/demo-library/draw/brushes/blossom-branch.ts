import { type Canvas, repeat } from '../canvas.ts';
import { type Colour, shade } from '../colour.ts';

/** A twig of blossom reaching in from a corner. */
export function blossomBranch(
  canvas: Canvas,
  fromX: number,
  fromY: number,
  toX: number,
  toY: number,
  petal: Colour,
): string {
  const { random } = canvas;
  const twig = `<path d="M${fromX} ${fromY} Q${(fromX + toX) / 2} ${fromY * 0.7 + toY * 0.3} ${toX} ${toY}" stroke="#3d2620" stroke-width="12" fill="none" stroke-linecap="round"/>`;
  return (
    twig +
    repeat(90, (at) => {
      const spread = canvas.height * 0.075;
      const [x, y] = [
        fromX + (toX - fromX) * at + random.between(-spread, spread),
        fromY + (toY - fromY) * at ** 1.3 + random.between(-spread, spread),
      ];
      const size = canvas.height * random.between(0.009, 0.017);
      const tint = shade(petal, random.between(-0.1, 0.5));
      return `<g transform="rotate(${random.between(0, 72)} ${x} ${y})">${repeat(5, (_, index) => `<ellipse cx="${x}" cy="${y - size}" rx="${size * 0.68}" ry="${size}" fill="${tint}" transform="rotate(${index * 72} ${x} ${y})"/>`)}</g><circle cx="${x}" cy="${y}" r="${size * 0.3}" fill="#d1495b"/>`;
    })
  );
}
