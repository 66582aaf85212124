import type { Canvas } from '../canvas.ts';
import { type Colour, shade } from '../colour.ts';
import { vertical } from './light.ts';

/** A reef fish with bands, swimming to the right (`facing` 1) or left (-1). */
export function fish(
  canvas: Canvas,
  x: number,
  y: number,
  size: number,
  facing: number,
  body: Colour,
  band: Colour,
): string {
  const shape = 'M1 0.02 Q0.55 -0.62 -0.15 -0.5 Q-0.6 -0.4 -0.78 -0.08 Q-0.6 0.4 -0.15 0.5 Q0.55 0.58 1 0.02 Z';
  const clip = canvas.define('clipPath', `<path d="${shape}"/>`);
  const bands = [-0.45, 0.05, 0.55]
    .map((at) => `<path d="M${at} -0.8 q0.16 0.8 0 1.6 h0.2 q0.16 -0.8 0 -1.6 Z" fill="${band}"/>`)
    .join('');
  const light = vertical(canvas, [
    [0, '#ffffff', 0.4],
    [0.5, '#ffffff', 0],
    [1, '#00103a', 0.4],
  ]);
  return `<g transform="translate(${x} ${y}) rotate(${canvas.random.between(-12, 12)}) scale(${size * facing} ${size})"><path d="M-0.7 0 L-1.25 -0.42 Q-1.1 0 -1.25 0.42 Z" fill="${shade(body, -0.15)}"/><path d="M0.3 -0.46 Q-0.1 -0.95 -0.6 -0.6 L-0.3 -0.4 Z M0.15 0.5 Q-0.1 0.85 -0.5 0.68 L-0.3 0.4 Z" fill="${shade(body, -0.2)}"/><path d="${shape}" fill="${body}"/><g clip-path="${clip}">${bands}<path d="${shape}" fill="${light}"/></g><path d="M0.25 0.05 q-0.3 0.02 -0.36 0.28 q0.26 0.02 0.36 -0.28" fill="${shade(body, -0.25)}"/><circle cx="0.66" cy="-0.08" r="0.1" fill="#fff"/><circle cx="0.68" cy="-0.08" r="0.058" fill="#101018"/></g>`;
}
