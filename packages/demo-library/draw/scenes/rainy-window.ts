import { bokeh } from '../brushes/bokeh.ts';
import { drop } from '../brushes/drop.ts';
import { finish } from '../brushes/finish.ts';
import { sky } from '../brushes/sky.ts';
import { repeat, type Scene } from '../canvas.ts';
import type { Colour } from '../colour.ts';

/** City lights through a rainy window. */
export const rainyWindow =
  (look: { readonly dark: readonly Colour[]; readonly lights: readonly [Colour, ...Colour[]] }): Scene =>
  (canvas) => {
    const { width, height, random } = canvas;
    const drops = repeat(230, (at) =>
      drop(
        canvas,
        random.between(0, width),
        random.between(0, height),
        3 + at ** 4 * height * 0.022,
        look.dark[1] ?? '#223355',
      ),
    );
    const runs = repeat(14, () => {
      const [x, y, long] = [
        random.between(0, width),
        random.between(0, height * 0.6),
        random.between(0.15, 0.5) * height,
      ];
      return `<path d="M${x} ${y} q${random.between(-9, 9)} ${long / 2} ${random.between(-5, 5)} ${long}" stroke="#ffffff" stroke-opacity="0.16" stroke-width="9" fill="none" stroke-linecap="round"/>${drop(canvas, x, y + long, height * 0.013, look.dark[1] ?? '#223355')}`;
    });
    return (
      sky(canvas, look.dark) +
      bokeh(canvas, look.lights, 90, 3) +
      bokeh(canvas, look.lights, 40, 14) +
      runs +
      drops +
      finish(canvas)
    );
  };
