import type { Canvas } from './canvas.ts';

/** One video of the demo library. */
export interface Clip {
  readonly media: string;
  readonly seed: number;
  readonly seconds: number;
  /** Draws the moment `part` (0 is the start, 1 the end); random numbers are the same for every frame. */
  readonly draw: (canvas: Canvas, part: number) => string;
}
