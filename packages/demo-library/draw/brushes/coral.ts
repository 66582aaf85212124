import type { Canvas } from '../canvas.ts';
import { type Colour, shade } from '../colour.ts';

/** A branching coral with its foot at (`x`, `y`). */
export function coral(
  canvas: Canvas,
  x: number,
  y: number,
  reach: number,
  angle: number,
  thick: number,
  colour: Colour,
): string {
  if (thick < 3) return '';
  const [endX, endY] = [x + Math.cos(angle) * reach, y - Math.sin(angle) * reach];
  const limb = `<path d="M${x.toFixed(0)} ${y.toFixed(0)} L${endX.toFixed(0)} ${endY.toFixed(0)}" stroke="${colour}" stroke-width="${thick.toFixed(1)}" stroke-linecap="round"/>`;
  const next = [-0.45, 0.05, 0.5].map((turn) =>
    coral(
      canvas,
      endX,
      endY,
      reach * canvas.random.between(0.66, 0.86),
      angle + turn + canvas.random.between(-0.15, 0.15),
      thick * 0.66,
      shade(colour, 0.07),
    ),
  );
  return limb + next.join('');
}
