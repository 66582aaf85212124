import type { Canvas } from '../canvas.ts';
import { type Colour, shade } from '../colour.ts';
import { radial } from './light.ts';

/** A drop of water that mirrors the light. */
export function drop(canvas: Canvas, x: number, y: number, size: number, tint: Colour): string {
  const body = radial(
    canvas,
    [
      [0, shade(tint, 0.65), 0.75],
      [0.55, tint, 0.5],
      [0.9, shade(tint, -0.55), 0.75],
      [1, shade(tint, -0.75), 0.4],
    ],
    0.55,
    0.72,
    0.8,
  );
  return `<ellipse cx="${x + size * 0.14}" cy="${y + size * 0.2}" rx="${size}" ry="${size * 0.94}" fill="#001208" opacity="0.4"/><ellipse cx="${x}" cy="${y}" rx="${size}" ry="${size * 0.94}" fill="${body}"/><ellipse cx="${x - size * 0.36}" cy="${y - size * 0.4}" rx="${size * 0.24}" ry="${size * 0.15}" fill="#fff" opacity="0.92" transform="rotate(-35 ${x - size * 0.36} ${y - size * 0.4})"/><path d="M${x - size * 0.5} ${y + size * 0.55} q${size * 0.5} ${size * 0.4} ${size * 1.05} ${-size * 0.1} q${-size * 0.5} ${size * 0.2} ${-size * 1.05} ${size * 0.1}" fill="#fff" opacity="0.55"/>`;
}
