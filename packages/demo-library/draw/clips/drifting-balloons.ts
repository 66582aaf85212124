import { land, rolling } from '../brushes/land.ts';
import { vertical } from '../brushes/light.ts';
import { sky, sun } from '../brushes/sky.ts';
import { type Canvas, repeat } from '../canvas.ts';
import { mix } from '../colour.ts';
import { balloon, type Stripes } from '../scenes/balloons.ts';

/** A balloon's start (parts of width and height), size, drift to the right and rise (parts per clip). */
type Flight = readonly [x: number, y: number, size: number, drift: number, rise: number, stripes: Stripes];

const flights: readonly Flight[] = [
  [0.72, 0.4, 0.05, 0.05, 0.05, ['#06d6a0', '#118ab2']],
  [0.16, 0.52, 0.07, 0.08, 0.12, ['#f4842c', '#6a2f8f']],
  [0.52, 0.66, 0.1, 0.09, 0.24, ['#2a6fb8', '#f1faee']],
  [0.26, 0.42, 0.18, 0.16, 0.08, ['#e63946', '#ffd166']],
];

/** Balloons drift over the hills on a clear morning. */
export function driftingBalloons(canvas: Canvas, part: number): string {
  const { width, height } = canvas;
  const hills = repeat(4, (at) => {
    const colour = mix('#b8b4c4', '#4f6a4a', at);
    return land(
      canvas,
      rolling(canvas, height * (0.66 + at * 0.22), height * 0.04, 1.5 - at * 0.4),
      vertical(canvas, [
        [0, colour],
        [1, mix(colour, '#ffeacb', 0.35)],
      ]),
    );
  });
  const flying = flights.map(([x, y, size, drift, rise, stripes], index) => {
    const sway = Math.sin(part * 5 + index * 2) * 0.006;
    return balloon(canvas, (x + drift * part) * width, (y - rise * part + sway) * height, size * height, stripes);
  });
  return (
    sky(canvas, ['#4a8fd0', '#a8d3ec', '#ffe6c0'], height * 0.7) +
    sun(canvas, width * 0.84, height * 0.56, height * 0.035, '#ffe0a8') +
    hills +
    flying.join('')
  );
}
