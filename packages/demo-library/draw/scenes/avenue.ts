import { finish } from '../brushes/finish.ts';
import { even, glow, vertical } from '../brushes/light.ts';
import { sky } from '../brushes/sky.ts';
import { crown } from '../brushes/trees.ts';
import { repeat, type Scene } from '../canvas.ts';
import { type Colour, mix, shade } from '../colour.ts';

/** A park path under trees in bloom or in autumn. */
export const avenue =
  (look: {
    readonly sky: readonly Colour[];
    readonly crown: readonly [Colour, ...Colour[]];
    readonly path: Colour;
    readonly grass: Colour;
  }): Scene =>
  (canvas) => {
    const { width, height, random } = canvas;
    const horizon = height * 0.6;
    const pair = (part: number): string => {
      const [off, foot, size] = [
        width * (0.06 + part ** 2 * 0.42),
        horizon + part ** 2 * height * 0.3,
        height * (0.05 + part ** 2 * 0.3),
      ];
      const tree = (x: number): string =>
        `<path d="M${x - size * 0.07} ${foot} Q${x} ${foot - size * 0.6} ${x - size * 0.03} ${foot - size * 1.1} h${size * 0.08} Q${x + size * 0.04} ${foot - size * 0.6} ${x + size * 0.1} ${foot} Z" fill="#3a2722"/>${crown(canvas, x, foot - size * 1.35, size * 0.78, mix(look.sky.at(-1) ?? '#ffffff', random.pick(look.crown), 0.45 + part * 0.55), 260)}`;
      return tree(width / 2 - off) + tree(width / 2 + off);
    };
    const petals = repeat(
      420,
      () =>
        `<ellipse cx="${random.between(0, width).toFixed(0)}" cy="${(horizon + random.between(0, 1) ** 0.6 * (height - horizon)).toFixed(0)}" rx="${random.between(2, 8).toFixed(1)}" ry="${random.between(1, 3.5).toFixed(1)}" fill="${shade(random.pick(look.crown), random.between(-0.1, 0.4))}" opacity="0.85"/>`,
    );
    return (
      sky(canvas, look.sky, horizon) +
      glow(canvas, width / 2, horizon - height * 0.06, height * 0.5, '#fff4d0', 0.8) +
      `<rect y="${horizon}" width="${width}" height="${height - horizon}" fill="${vertical(canvas, even([shade(look.grass, 0.25), shade(look.grass, -0.3)]))}"/>` +
      `<path d="M${width * 0.48} ${horizon} H${width * 0.52} L${width * 0.86} ${height} H${width * 0.14} Z" fill="${vertical(canvas, even([shade(look.path, 0.3), shade(look.path, -0.2)]))}"/>` +
      petals +
      repeat(7, pair) +
      finish(canvas)
    );
  };
