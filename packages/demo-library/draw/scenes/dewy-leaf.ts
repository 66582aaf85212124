import { drop } from '../brushes/drop.ts';
import { finish } from '../brushes/finish.ts';
import { blur, radial } from '../brushes/light.ts';
import { sky } from '../brushes/sky.ts';
import { repeat, type Scene } from '../canvas.ts';
import { type Colour, shade } from '../colour.ts';

/** Dew on a leaf whose veins run across the picture. */
export const dewyLeaf =
  (look: { readonly leaf: Colour; readonly vein: Colour; readonly drops: number }): Scene =>
  (canvas) => {
    const { width, height, random } = canvas;
    const veins = repeat(15, (at) => {
      const x = width * (at * 1.5 - 0.35);
      const branch = (sign: number): string =>
        `<path d="M${x} ${height * (0.9 - at * 0.62)} q${width * 0.12} ${sign * height * 0.22} ${width * 0.3} ${sign * height * 0.75}" stroke="${look.vein}" stroke-width="7" fill="none" opacity="0.75"/><path d="M${x + 12} ${height * (0.9 - at * 0.62)} q${width * 0.12} ${sign * height * 0.22} ${width * 0.3} ${sign * height * 0.75}" stroke="#001a08" stroke-width="16" fill="none" opacity="0.16"/>`;
      return branch(-1) + branch(1);
    });
    const rib = `<path d="M${-width * 0.4} ${height * 0.92} Q${width * 0.5} ${height * 0.55} ${width * 1.2} ${height * 0.26}" stroke="${look.vein}" stroke-width="20" fill="none"/>`;
    const light = radial(
      canvas,
      [
        [0, '#f6ffd0', 0.6],
        [0.5, '#f6ffd0', 0.12],
        [1, '#00180a', 0.65],
      ],
      0.3,
      0.22,
      0.95,
    );
    const dew = repeat(look.drops, (at) =>
      drop(
        canvas,
        random.between(0, width),
        random.between(0, height),
        height * (0.006 + at ** 5 * 0.085) * random.between(0.7, 1.2),
        look.leaf,
      ),
    );
    return `${sky(canvas, [shade(look.leaf, 0.12), look.leaf, shade(look.leaf, -0.3)])}<g filter="${blur(canvas, 1.6)}">${veins}${rib}</g><rect width="${width}" height="${height}" fill="${light}"/>${dew}${finish(canvas)}`;
  };
