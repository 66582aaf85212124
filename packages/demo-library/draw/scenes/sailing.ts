import { heap, wisps } from '../brushes/clouds.ts';
import { birds, finish } from '../brushes/finish.ts';
import { land, skyline } from '../brushes/land.ts';
import { sky, sun } from '../brushes/sky.ts';
import { glints, reflection, ripples, water } from '../brushes/water.ts';
import { repeat, type Scene } from '../canvas.ts';
import { type Colour, mix, shade } from '../colour.ts';

/** A sailing boat whose hull sits at (`x`, `y`). */
const boat = (x: number, y: number, size: number, sail: Colour, hull: Colour): string =>
  `<path d="M${x - size * 0.55} ${y - size * 0.14} H${x + size * 0.62} Q${x + size * 0.4} ${y + size * 0.06} ${x + size * 0.3} ${y + size * 0.06} H${x - size * 0.4} Z" fill="${hull}"/><path d="M${x} ${y - size * 0.14} V${y - size * 1.6}" stroke="${shade(hull, -0.3)}" stroke-width="${size * 0.03}"/><path d="M${x + size * 0.03} ${y - size * 1.55} Q${x + size * 0.5} ${y - size * 0.7} ${x + size * 0.58} ${y - size * 0.24} H${x + size * 0.03} Z" fill="${sail}"/><path d="M${x - size * 0.04} ${y - size * 1.4} Q${x - size * 0.2} ${y - size * 0.6} ${x - size * 0.5} ${y - size * 0.22} Q${x - size * 0.2} ${y - size * 0.3} ${x - size * 0.04} ${y - size * 0.24} Z" fill="${shade(sail, -0.14)}"/>`;

/** Boats on a bright or a golden sea. */
export const sailing =
  (look: {
    readonly sky: readonly Colour[];
    readonly sea: readonly Colour[];
    readonly sails: readonly [Colour, ...Colour[]];
    readonly hull: Colour;
    readonly sun?: readonly [number, number];
    readonly coast: Colour;
    readonly boats: readonly (readonly [number, number, number])[];
  }): Scene =>
  (canvas) => {
    const { width, height } = canvas;
    const horizon = height * 0.56;
    const last = look.sky.at(-1) ?? look.coast;
    const coast = repeat(3, (part) =>
      land(
        canvas,
        skyline(canvas, horizon - height * (0.075 - part * 0.03), height * 0.055, 0.5),
        mix(last, look.coast, 0.3 + part * 0.5),
      ),
    );
    const fleet = look.boats.map(([x, y, size], index) => {
      const [foot, sail] = [y * height, look.sails[index % look.sails.length] ?? look.sails[0]];
      const drawn = boat(x * width, foot, size * height, sail, look.hull);
      return reflection(foot, drawn, 0.28, 0.75) + drawn;
    });
    const heaven = look.sun
      ? sun(canvas, look.sun[0] * width, look.sun[1] * height, height * 0.04, '#ffcf8a')
      : heap(canvas, width * 0.2, height * 0.3, width * 0.14, '#ffffff', '#cfdfec') +
        heap(canvas, width * 0.8, height * 0.38, width * 0.11, '#ffffff', '#cfdfec');
    return (
      sky(canvas, look.sky, horizon) +
      wisps(canvas, 0, horizon, '#ffffff', 0.5, 0.6) +
      heaven +
      coast +
      water(canvas, horizon, look.sea) +
      ripples(canvas, horizon, '#ffffff', 0.22, 420) +
      (look.sun ? glints(canvas, look.sun[0] * width, horizon, width * 0.24, '#ffe0a6', 420) : '') +
      fleet.join('') +
      birds(canvas, width * 0.55, height * 0.2, 9, height * 0.014, shade(look.coast, -0.4)) +
      finish(canvas)
    );
  };
