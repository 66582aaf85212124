import type { Scene } from './canvas.ts';

/** One picture of the demo library: its file in `library/media`, and what is drawn. */
export interface Picture {
  readonly media: string;
  /** Seed of the random numbers: another seed, another composition. */
  readonly seed: number;
  readonly scene: Scene;
  readonly portrait?: boolean;
}
