import type { Canvas } from '../canvas.ts';
import { radial } from './light.ts';

/** What a lens adds: darker corners and a trace of grain. */
export function finish(canvas: Canvas, strength = 0.42): string {
  const corners = radial(
    canvas,
    [
      [0, '#000000', 0],
      [0.6, '#000000', 0],
      [1, '#000010', strength],
    ],
    0.5,
    0.5,
    0.75,
  );
  const noise = `<feTurbulence type="fractalNoise" baseFrequency="0.55" numOctaves="2" seed="${canvas.random.whole(1, 99)}"/>`;
  const grey = '<feColorMatrix values="0 0 0 0 0.5 0 0 0 0 0.5 0 0 0 0 0.5 0.35 0 0 0 -0.1"/>';
  const grain = canvas.define('filter x="0" y="0" width="1" height="1"', noise + grey);
  const all = `width="${canvas.width}" height="${canvas.height}"`;
  return `<rect ${all} filter="${grain}" opacity="0.13"/><rect ${all} fill="${corners}"/>`;
}

/** A flock of `count` birds around (`x`, `y`). */
export function birds(canvas: Canvas, x: number, y: number, count: number, size: number, paint: string): string {
  const bird = (): string => {
    const [left, top] = [x + canvas.random.between(-14, 14) * size, y + canvas.random.between(-5, 5) * size];
    const span = size * canvas.random.between(0.7, 1.3);
    return `M${left - span} ${top - span * 0.35} Q${left - span * 0.4} ${top - span * 0.45} ${left} ${top} Q${left + span * 0.4} ${top - span * 0.45} ${left + span} ${top - span * 0.35}`;
  };
  const path = Array.from({ length: count }, bird).join(' ');
  return `<path d="${path}" fill="none" stroke="${paint}" stroke-width="${size * 0.16}" stroke-linecap="round"/>`;
}
