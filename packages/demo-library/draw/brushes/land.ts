import type { Canvas } from '../canvas.ts';

/** Heights along the canvas (pixels from the top), one per step, by midpoint displacement. */
export function skyline(canvas: Canvas, level: number, swing: number, roughness = 0.5): number[] {
  let line = [level + canvas.random.between(-swing, swing) / 2, level + canvas.random.between(-swing, swing) / 2];
  for (let reach = swing; line.length < 257; reach *= roughness) {
    line = line.flatMap((height, index) => {
      const following = line[index + 1];
      if (following === undefined) return [height];
      return [height, (height + following) / 2 + canvas.random.between(-reach, reach)];
    });
  }
  return line;
}

/** The height of `line` at `x` pixels from the left. */
export function heightAt(canvas: Canvas, line: readonly number[], x: number): number {
  const index = Math.round((x / canvas.width) * (line.length - 1));
  return line[Math.min(line.length - 1, Math.max(0, index))] ?? canvas.height;
}

/** The points of `line` as an SVG polyline. */
export const points = (canvas: Canvas, line: readonly number[]): string =>
  line.map((y, index) => `${((index / (line.length - 1)) * canvas.width).toFixed(1)} ${y.toFixed(1)}`).join(' L');

/** Everything under `line`, filled with `paint`. */
export const land = (canvas: Canvas, line: readonly number[], paint: string): string =>
  `<path d="M0 ${canvas.height + 2} L${points(canvas, line)} L${canvas.width} ${canvas.height + 2} Z" fill="${paint}"/>`;

/** Rolling ground: sine waves of `swing` pixels around `level`. */
export function rolling(canvas: Canvas, level: number, swing: number, waves: number): number[] {
  const shift = canvas.random.between(0, Math.PI * 2);
  const tilt = canvas.random.between(-0.4, 0.4);
  return Array.from({ length: 129 }, (_, index) => {
    const turn = (index / 128) * Math.PI * 2 * waves + shift;
    return level + swing * (Math.sin(turn) * 0.7 + Math.sin(turn * 2.3 + 1) * 0.3 + tilt * (index / 64 - 1));
  });
}
