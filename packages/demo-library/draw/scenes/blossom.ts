import { bokeh } from '../brushes/bokeh.ts';
import { drop } from '../brushes/drop.ts';
import { finish } from '../brushes/finish.ts';
import { vertical } from '../brushes/light.ts';
import { sky } from '../brushes/sky.ts';
import { repeat, type Scene } from '../canvas.ts';
import { type Colour, mix, shade } from '../colour.ts';

/** One big blossom from above: rings of petals around a dusty heart. */
export const blossom =
  (look: {
    readonly ground: readonly Colour[];
    readonly outer: Colour;
    readonly inner: Colour;
    readonly heart: Colour;
    readonly rings: number;
    readonly petals: number;
    readonly at: readonly [number, number];
  }): Scene =>
  (canvas) => {
    const { width, height, random } = canvas;
    const [x, y, reach] = [look.at[0] * width, look.at[1] * height, Math.min(width, height) * 0.62];
    const ring = (part: number, index: number): string => {
      const size = reach * (1 - part * 0.76);
      const colour = mix(look.outer, look.inner, part);
      const fill = vertical(canvas, [
        [0, shade(colour, 0.3)],
        [0.55, colour],
        [1, shade(colour, -0.5)],
      ]);
      return repeat(look.petals, (_, petal) => {
        const turn = (petal * 360) / look.petals + (index % 2) * (180 / look.petals) + random.between(-4, 4);
        const wide = (size * 2.1) / look.petals;
        return `<path transform="rotate(${turn} ${x} ${y})" d="M${x} ${y} C${x - wide * 2} ${y - size * 0.55} ${x - wide * 1.1} ${y - size * 0.98} ${x} ${y - size} C${x + wide * 1.1} ${y - size * 0.98} ${x + wide * 2} ${y - size * 0.55} ${x} ${y} Z" fill="${fill}" stroke="${shade(colour, -0.35)}" stroke-opacity="0.4" stroke-width="1.5"/>`;
      });
    };
    const dust = repeat(340, (at) => {
      const [angle, away] = [at * 340 * 2.39996, reach * 0.17 * Math.sqrt(at)];
      return `<circle cx="${x + Math.cos(angle) * away}" cy="${y + Math.sin(angle) * away}" r="${reach * 0.009}" fill="${shade(look.heart, random.between(-0.35, 0.45))}"/>`;
    });
    const dew = repeat(16, () =>
      drop(
        canvas,
        x + random.between(-0.6, 0.6) * reach,
        y + random.between(-0.6, 0.6) * reach,
        reach * random.between(0.01, 0.035),
        look.outer,
      ),
    );
    return `${sky(canvas, look.ground)}${bokeh(canvas, [look.outer, look.inner, '#ffffff'], 26, 9)}${repeat(look.rings, ring)}<circle cx="${x}" cy="${y}" r="${reach * 0.18}" fill="${shade(look.heart, -0.5)}"/>${dust}${dew}${finish(canvas)}`;
  };
