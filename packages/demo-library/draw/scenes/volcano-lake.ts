import { blossomBranch } from '../brushes/blossom-branch.ts';
import { mist, wisps } from '../brushes/clouds.ts';
import { finish } from '../brushes/finish.ts';
import { land, rolling } from '../brushes/land.ts';
import { sky, stars } from '../brushes/sky.ts';
import { torii } from '../brushes/torii.ts';
import { volcano } from '../brushes/volcano.ts';
import { reflection, ripples, water } from '../brushes/water.ts';
import type { Scene } from '../canvas.ts';
import { type Colour, mix } from '../colour.ts';

/** The volcano above its lake, with blossom or a gate in front. */
export const volcanoLake =
  (look: {
    readonly sky: readonly Colour[];
    readonly rock: Colour;
    readonly cap: Colour;
    readonly lake: readonly Colour[];
    readonly shore: Colour;
    readonly petal?: Colour;
    readonly gate?: number;
    readonly night?: boolean;
  }): Scene =>
  (canvas) => {
    const { width, height } = canvas;
    const [foot, haze] = [height * 0.66, look.sky.at(-1) ?? look.rock];
    const hills = land(canvas, rolling(canvas, foot - height * 0.035, height * 0.022, 2.2), mix(look.shore, haze, 0.4))
      .replace(`M0 ${height + 2}`, `M0 ${foot}`)
      .replace(`L${width} ${height + 2}`, `L${width} ${foot}`);
    const scenery = volcano(canvas, width * 0.5, foot, height * 0.44, look.rock, look.cap, haze) + hills;
    const gate = look.gate === undefined ? '' : torii(width * look.gate, height * 0.86, height * 0.3, '#d1361f');
    return (
      sky(canvas, look.sky, foot) +
      (look.night ? stars(canvas, 300, foot) : wisps(canvas, 0, foot, '#ffffff', 0.46, 0.6)) +
      scenery +
      mist(canvas, foot - height * 0.02, height * 0.06, haze, 0.6) +
      water(canvas, foot, look.lake) +
      reflection(foot, scenery, 0.5, 0.7) +
      ripples(canvas, foot, '#ffffff', 0.16) +
      (gate && reflection(height * 0.86, gate, 0.4, 0.45)) +
      gate +
      (look.petal
        ? blossomBranch(canvas, -20, height * 0.04, width * 0.5, height * 0.16, look.petal) +
          blossomBranch(canvas, width + 20, -10, width * 0.66, height * 0.3, look.petal)
        : '') +
      finish(canvas)
    );
  };
