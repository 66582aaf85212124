import { finish } from '../brushes/finish.ts';
import { blur, horizontal, radial, vertical } from '../brushes/light.ts';
import { sky } from '../brushes/sky.ts';
import { type Canvas, repeat, type Scene } from '../canvas.ts';
import { type Colour, mix, shade } from '../colour.ts';

/** A reef fish with bands, swimming to the right (`facing` 1) or left (-1). */
function fish(canvas: Canvas, x: number, y: number, size: number, facing: number, body: Colour, band: Colour): string {
  const shape = 'M1 0.02 Q0.55 -0.62 -0.15 -0.5 Q-0.6 -0.4 -0.78 -0.08 Q-0.6 0.4 -0.15 0.5 Q0.55 0.58 1 0.02 Z';
  const clip = canvas.define('clipPath', `<path d="${shape}"/>`);
  const bands = [-0.45, 0.05, 0.55]
    .map((at) => `<path d="M${at} -0.8 q0.16 0.8 0 1.6 h0.2 q0.16 -0.8 0 -1.6 Z" fill="${band}"/>`)
    .join('');
  const light = vertical(canvas, [
    [0, '#ffffff', 0.4],
    [0.5, '#ffffff', 0],
    [1, '#00103a', 0.4],
  ]);
  return `<g transform="translate(${x} ${y}) rotate(${canvas.random.between(-12, 12)}) scale(${size * facing} ${size})"><path d="M-0.7 0 L-1.25 -0.42 Q-1.1 0 -1.25 0.42 Z" fill="${shade(body, -0.15)}"/><path d="M0.3 -0.46 Q-0.1 -0.95 -0.6 -0.6 L-0.3 -0.4 Z M0.15 0.5 Q-0.1 0.85 -0.5 0.68 L-0.3 0.4 Z" fill="${shade(body, -0.2)}"/><path d="${shape}" fill="${body}"/><g clip-path="${clip}">${bands}<path d="${shape}" fill="${light}"/></g><path d="M0.25 0.05 q-0.3 0.02 -0.36 0.28 q0.26 0.02 0.36 -0.28" fill="${shade(body, -0.25)}"/><circle cx="0.66" cy="-0.08" r="0.1" fill="#fff"/><circle cx="0.68" cy="-0.08" r="0.058" fill="#101018"/></g>`;
}

/** A branching coral with its foot at (`x`, `y`). */
function coral(
  canvas: Canvas,
  x: number,
  y: number,
  reach: number,
  angle: number,
  thick: number,
  colour: Colour,
): string {
  if (thick < 3) return '';
  const [endX, endY] = [x + Math.cos(angle) * reach, y - Math.sin(angle) * reach];
  const limb = `<path d="M${x.toFixed(0)} ${y.toFixed(0)} L${endX.toFixed(0)} ${endY.toFixed(0)}" stroke="${colour}" stroke-width="${thick.toFixed(1)}" stroke-linecap="round"/>`;
  const next = [-0.45, 0.05, 0.5].map((turn) =>
    coral(
      canvas,
      endX,
      endY,
      reach * canvas.random.between(0.66, 0.86),
      angle + turn + canvas.random.between(-0.15, 0.15),
      thick * 0.66,
      shade(colour, 0.07),
    ),
  );
  return limb + next.join('');
}

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
      return `<path d="M${x} -10 h${wide} l${width * 0.2 + wide} ${height * random.between(0.6, 1)} h${-wide * 3} Z" fill="${vertical(
        canvas,
        [
          [0, '#e8fffb', 0.3],
          [1, '#e8fffb', 0],
        ],
      )}"/>`;
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
    const jelly = (colour: Colour): string =>
      repeat(7, (part) => {
        const [x, y, size] = [
          random.between(0.08, 0.92) * width,
          random.between(0.12, 0.6) * height,
          height * (0.03 + part * 0.09),
        ];
        const arms = repeat(
          11,
          (at) =>
            `<path d="M${x + (at - 0.5) * size * 1.5} ${y} q${random.between(-0.4, 0.4) * size} ${size} ${random.between(-0.2, 0.2) * size} ${size * 1.5} t${random.between(-0.3, 0.3) * size} ${size * random.between(0.8, 1.5)}" stroke="${colour}" stroke-width="${1.5 + part * 3}" fill="none" opacity="0.45"/>`,
        );
        const bell = `M${x - size} ${y} C${x - size} ${y - size * 1.5} ${x + size} ${y - size * 1.5} ${x + size} ${y} q${-size * 0.25} ${size * 0.18} ${-size * 0.5} 0 q${-size * 0.25} ${size * 0.18} ${-size * 0.5} 0 q${-size * 0.25} ${size * 0.18} ${-size * 0.5} 0 q${-size * 0.25} ${size * 0.18} ${-size * 0.5} 0 Z`;
        return `${arms}<path d="${bell}" fill="${radial(
          canvas,
          [
            [0, '#ffffff', 0.75],
            [0.5, colour, 0.55],
            [1, colour, 0.85],
          ],
          0.45,
          0.3,
          0.75,
        )}"/>`;
      });
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
      (look.jelly ? jelly(look.jelly) : '') +
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
