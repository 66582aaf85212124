import type { Clip } from './clip.ts';
import { driftingBalloons } from './clips/drifting-balloons.ts';
import { seaSunrise } from './clips/sea-sunrise.ts';

/** Every video of the demo library. */
export const clips: readonly Clip[] = [
  { media: 'sea-sunrise.mp4', seed: 7, seconds: 6, draw: seaSunrise },
  { media: 'drifting-balloons.mp4', seed: 8, seconds: 6, draw: driftingBalloons },
];
