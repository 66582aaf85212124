import { coral } from '../brushes/coral.ts';
import { finish } from '../brushes/finish.ts';
import { fish } from '../brushes/fish.ts';
import { jellyfish } from '../brushes/jellyfish.ts';
import { blur, horizontal, type Stop, vertical } from '../brushes/light.ts';
import { sky } from '../brushes/sky.ts';
import { repeat, type Scene } from '../canvas.ts';
import { type Colour, mix, shade } from '../colour.ts';

const sunlight: readonly Stop[] = [
  [0, '#e8fffb', 0.3],
  [1, '#e8fffb', 0],
];

/** A reef with fish in the light from above. */
export const underwater =
  (look: {
    readonly water: readonly Colour[];
    readonly fish: readonly [readonly [Colour, Colour], ...(readonly [Colour, Colour])[]];
    readonly corals: readonly [Colour, ...Colour[]];
    readonly count?: number;
    readonly jelly?: Colour;
  }): Scene =>
  (canvas) => {
    const { width, height, random } = canvas;
    const deep = look.water.at(-1) ?? '#012a4a';
    const ray = (): string => {
      const [x, wide] = [random.between(-0.1, 1) * width, random.between(20, 110)];
      const fill = vertical(canvas, sunlight);
      return `<path d="M${x} -10 h${wide} l${width * 0.2 + wide} ${height * random.between(0.6, 1)} h${-wide * 3} Z" fill="${fill}"/>`;
    };
    const swimmer = (part: number): string => {
      const [body, band] = random.pick(look.fish);
      const size = height * (0.018 + part ** 3 * 0.085);
      const far = mix(body, look.water[1] ?? deep, 0.75 * (1 - part));
      return fish(
        canvas,
        random.between(0.08, 0.92) * width,
        height * random.between(0.15, 0.72),
        size,
        random.chance(0.75) ? 1 : -1,
        far,
        mix(band, look.water[1] ?? deep, 0.75 * (1 - part)),
      );
    };
    const reef = (part: number): string => {
      const foot = height * (0.98 + part * 0.06);
      return (
        repeat(7, (at) =>
          coral(
            canvas,
            width * at + random.between(-60, 60),
            foot,
            height * random.between(0.05, 0.085) * (0.8 + part * 0.4),
            Math.PI / 2 + random.between(-0.2, 0.2),
            20 + part * 12,
            mix(random.pick(look.corals), deep, 0.62 * (1 - part)),
          ),
        ) +
        repeat(
          16,
          (at) =>
            `<ellipse cx="${width * at}" cy="${foot + 10}" rx="${random.between(60, 150)}" ry="${height * random.between(0.03, 0.085)}" fill="${mix(shade(random.pick(look.corals), -0.45), deep, 0.55 - part * 0.3)}"/>`,
        )
      );
    };
    const bubbles = repeat(
      46,
      () =>
        `<circle cx="${random.between(0, width)}" cy="${random.between(0, height)}" r="${2 + random.between(0, 1) ** 3 * 12}" fill="#ffffff" fill-opacity="0.12" stroke="#e6ffff" stroke-opacity="0.55" stroke-width="1.5"/>`,
    );
    const surface = `<rect width="${width}" height="${height * 0.2}" fill="${vertical(canvas, [
      [0, '#f4fffa', 0.65],
      [1, '#f4fffa', 0],
    ])}"/>`;
    return (
      sky(canvas, look.water) +
      surface +
      `<g filter="${blur(canvas, 7)}">${repeat(13, ray)}</g>` +
      (look.jelly ? jellyfish(canvas, look.jelly) : '') +
      reef(0) +
      repeat(look.count ?? 26, swimmer) +
      reef(1) +
      bubbles +
      `<rect width="${width}" height="${height}" fill="${horizontal(canvas, [
        [0, deep, 0.4],
        [0.5, deep, 0],
        [1, deep, 0.4],
      ])}"/>` +
      finish(canvas)
    );
  };
