import { heap, wisps } from '../brushes/clouds.ts';
import { finish } from '../brushes/finish.ts';
import { land, rolling } from '../brushes/land.ts';
import { even, vertical } from '../brushes/light.ts';
import { sky, sun } from '../brushes/sky.ts';
import { crown } from '../brushes/trees.ts';
import { type Canvas, repeat, type Scene } from '../canvas.ts';
import { type Colour, mix, shade } from '../colour.ts';

/** How one kind of flower is drawn: its head at (0, 0), about one unit high. */
type Flower = (colour: Colour) => string;

const kinds = {
  tulip: (colour) =>
    `<path d="M0 0.3 Q0.06 1.4 0 2.6" stroke="#3e7a35" stroke-width="0.12" fill="none"/><path d="M-0.45 -0.5 Q-0.55 0.45 0 0.45 Q0.55 0.45 0.45 -0.5 L0.18 -0.1 L0 -0.6 L-0.18 -0.1 Z" fill="${colour}"/><path d="M0 -0.6 Q0.34 0.2 0 0.45 Q-0.34 0.2 0 -0.6" fill="${shade(colour, 0.2)}"/>`,
  poppy: (colour) =>
    `<path d="M0 0 Q0.1 1.4 0 2.6" stroke="#55803a" stroke-width="0.08" fill="none"/><circle cx="-0.28" cy="-0.08" r="0.42" fill="${colour}"/><circle cx="0.28" cy="-0.08" r="0.42" fill="${shade(colour, -0.12)}"/><circle cx="0" cy="0.14" r="0.42" fill="${shade(colour, 0.12)}"/><circle r="0.16" fill="#2a1420"/>`,
  lavender: (colour) =>
    `<path d="M0 0 V2" stroke="#6f8f5f" stroke-width="0.08"/>${repeat(7, (at) => `<ellipse cx="${(at * 7) % 2 ? 0.1 : -0.1}" cy="${at * 1.5 - 0.9}" rx="${0.1 + at * 0.16}" ry="0.16" fill="${shade(colour, 0.25 - at * 0.4)}"/>`)}`,
  sunflower: (colour) =>
    `<path d="M0 0 V3" stroke="#4b7a2c" stroke-width="0.16"/>${repeat(16, (_, index) => `<ellipse cy="-0.5" rx="0.13" ry="0.36" transform="rotate(${index * 22.5})" fill="${shade(colour, index % 2 ? 0.1 : -0.08)}"/>`)}<circle r="0.34" fill="#4a2a12"/><circle r="0.2" fill="#6b3f1b"/>`,
} satisfies Record<string, Flower>;

/** Rows of flowers running to the horizon, the nearest drawn one by one. */
export const flowers =
  (look: {
    readonly sky: readonly Colour[];
    readonly kind: keyof typeof kinds;
    readonly colours: readonly [Colour, ...Colour[]];
    readonly green: Colour;
    readonly sun?: readonly [number, number];
    readonly trees?: Colour;
  }): Scene =>
  (canvas) => {
    const { width, height, random } = canvas;
    const horizon = height * 0.45;
    const colourAt = (row: number): Colour => look.colours[row % look.colours.length] ?? look.colours[0];
    const stripe = (_: number, index: number): string => {
      const [from, to] = [(index - 14) * width * 0.16, (index - 13.35) * width * 0.16];
      const vanish = width * 0.56;
      return `<path d="M${vanish + (from - width / 2) * 0.07} ${horizon} L${vanish + (to - width / 2) * 0.07} ${horizon} L${to * 1.25} ${height} L${from * 1.25} ${height} Z" fill="${vertical(canvas, even([mix(colourAt(index), look.sky.at(-1) ?? look.green, 0.3), shade(colourAt(index), -0.12)]))}"/>`;
    };
    const hills =
      land(
        canvas,
        rolling(canvas, horizon - height * 0.035, height * 0.03, 1.6),
        mix(look.green, look.sky.at(-1) ?? look.green, 0.55),
      ) +
      land(
        canvas,
        rolling(canvas, horizon - height * 0.008, height * 0.014, 2.4),
        mix(look.green, look.sky.at(-1) ?? look.green, 0.25),
      );
    const wood = (colour: Colour): string =>
      repeat(7, (at) =>
        crown(
          canvas,
          width * (0.05 + at * 0.3) + random.between(-20, 20),
          horizon - height * 0.02,
          height * random.between(0.02, 0.05),
          colour,
          70,
        ),
      );
    return (
      sky(canvas, look.sky, horizon) +
      wisps(canvas, 0, horizon, '#ffffff', 0.45, 0.7) +
      (look.sun ? sun(canvas, width * look.sun[0], height * look.sun[1], height * 0.035, '#ffe2a6') : cumulus(canvas)) +
      hills +
      (look.trees ? wood(look.trees) : '') +
      `<rect y="${horizon}" width="${width}" height="${height - horizon}" fill="${vertical(canvas, even([look.green, shade(look.green, -0.35)]))}"/>` +
      repeat(36, stripe) +
      meadow(canvas, horizon, (at) => kinds[look.kind](colourAt(at))) +
      finish(canvas)
    );
  };

const cumulus = (canvas: Canvas): string =>
  heap(canvas, canvas.width * 0.25, canvas.height * 0.25, canvas.width * 0.13, '#ffffff', '#d5e2ee') +
  heap(canvas, canvas.width * 0.72, canvas.height * 0.18, canvas.width * 0.1, '#ffffff', '#d5e2ee');

/** Single flowers, small near the horizon and large in front; each follows the row it stands in. */
const meadow = (canvas: Canvas, horizon: number, flower: (row: number) => string): string =>
  repeat(620, (position) => {
    const depth = 0.05 + position ** 1.5 * 0.95;
    const row = canvas.random.whole(8, 28);
    const across = ((row - 13.7) * 0.2 - 0.5) * (0.056 + 0.944 * depth) + 0.5 + 0.06 * (1 - depth);
    const x = canvas.width * (across + canvas.random.between(-0.035, 0.035) * depth);
    const size = canvas.height * (0.006 + depth * 0.042) * canvas.random.between(0.8, 1.2);
    return `<g transform="translate(${x.toFixed(1)} ${(horizon + depth * (canvas.height - horizon) - size).toFixed(1)}) scale(${size.toFixed(2)}) rotate(${canvas.random.between(-9, 9).toFixed(1)})">${flower(row)}</g>`;
  });
