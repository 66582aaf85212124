import { finish } from '../brushes/finish.ts';
import { blur, even, glow, horizontal, radial, vertical } from '../brushes/light.ts';
import { sky } from '../brushes/sky.ts';
import { type Canvas, repeat, type Scene } from '../canvas.ts';
import { type Colour, mix, shade } from '../colour.ts';

/** A round fruit lit from the upper left; `leaf` adds a stalk and a leaf. */
function fruit(canvas: Canvas, x: number, y: number, size: number, colour: Colour, tall = 1): string {
  const skin = radial(
    canvas,
    [
      [0, shade(colour, 0.5)],
      [0.25, shade(colour, 0.12)],
      [0.7, shade(colour, -0.15)],
      [1, shade(colour, -0.6)],
    ],
    0.34,
    0.3,
    0.78,
  );
  const stalk = `<path d="M${x} ${y - size * 0.93 * tall} q${size * 0.02} ${-size * 0.2} ${size * 0.12} ${-size * 0.28}" stroke="#4b3621" stroke-width="${size * 0.07}" fill="none"/><path d="M${x + size * 0.06} ${y - size * 1.05 * tall} q${size * 0.3} ${-size * 0.36} ${size * 0.66} ${-size * 0.08} q${-size * 0.32} ${size * 0.26} ${-size * 0.66} ${size * 0.08}" fill="#5d8a3a"/>`;
  return `<ellipse cx="${x}" cy="${y}" rx="${size}" ry="${size * tall}" fill="${skin}"/>${stalk}<ellipse cx="${x - size * 0.36}" cy="${y - size * 0.42 * tall}" rx="${size * 0.17}" ry="${size * 0.1}" fill="#ffffff" opacity="0.7" transform="rotate(-35 ${x - size * 0.36} ${y - size * 0.42 * tall})"/>`;
}

const shadow = (canvas: Canvas, x: number, y: number, wide: number): string =>
  `<ellipse cx="${x + wide * 0.2}" cy="${y}" rx="${wide * 1.1}" ry="${wide * 0.16}" fill="#100804" opacity="0.55" filter="${blur(canvas, wide * 0.07)}"/>`;

/** What stands on the table; each piece is drawn for its place and size. */
const pieces = {
  fruit: (canvas, x, y, size, colour) =>
    shadow(canvas, x, y + size, size) + fruit(canvas, x, y + size * 0.02, size, colour),
  lemon: (canvas, x, y, size, colour) =>
    `${shadow(canvas, x, y + size, size)}<ellipse cx="${x + size}" cy="${y + size * 0.25}" rx="${size * 0.2}" ry="${size * 0.14}" fill="${shade(colour, -0.2)}"/><g transform="rotate(8 ${x} ${y})">${fruit(canvas, x, y + size * 0.15, size, colour, 0.82)}</g>`,
  bowl: (canvas, x, y, size, colour) =>
    `${shadow(canvas, x, y + size, size * 1.1)}<path d="M${x - size * 1.4} ${y} Q${x - size * 1.2} ${y + size} ${x} ${y + size} Q${x + size * 1.2} ${y + size} ${x + size * 1.4} ${y} Z" fill="${horizontal(canvas, even([shade(colour, 0.15), shade(colour, 0.35), colour, shade(colour, -0.55)]))}"/><path d="M${x - size * 1.32} ${y + size * 0.2} Q${x} ${y + size * 0.36} ${x + size * 1.32} ${y + size * 0.2}" stroke="#ffffff" stroke-opacity="0.4" stroke-width="${size * 0.05}" fill="none"/>`,
  vase: (canvas, x, y, size, colour) =>
    `${shadow(canvas, x, y + size, size * 0.7)}<path d="M${x - size * 0.22} ${y - size} C${x - size * 0.2} ${y - size * 0.4} ${x - size * 0.75} ${y - size * 0.2} ${x - size * 0.62} ${y + size * 0.4} Q${x - size * 0.5} ${y + size} ${x} ${y + size} Q${x + size * 0.5} ${y + size} ${x + size * 0.62} ${y + size * 0.4} C${x + size * 0.75} ${y - size * 0.2} ${x + size * 0.2} ${y - size * 0.4} ${x + size * 0.22} ${y - size} Z" fill="${horizontal(canvas, even([shade(colour, -0.1), shade(colour, 0.4), colour, shade(colour, -0.55)]))}"/>`,
  bouquet: (canvas, x, y, size, colour) =>
    repeat(19, () => {
      const angle = canvas.random.between(0.15, Math.PI - 0.15);
      const reach = size * canvas.random.between(0.5, 1.9);
      const [headX, headY] = [x + Math.cos(angle) * reach, y - Math.sin(angle) * reach];
      const petal = mix(
        colour,
        canvas.random.pick(['#ffffff', '#ffd166', '#ff7b89', '#b388eb']),
        canvas.random.between(0, 0.8),
      );
      return `<path d="M${x} ${y} Q${x} ${(y + headY) / 2} ${headX} ${headY}" stroke="#4f7942" stroke-width="${size * 0.04}" fill="none"/>${repeat(9, (_, index) => `<ellipse cx="${headX}" cy="${headY - size * 0.2}" rx="${size * 0.11}" ry="${size * 0.22}" fill="${shade(petal, index % 2 ? 0.15 : -0.1)}" transform="rotate(${index * 40} ${headX} ${headY})"/>`)}<circle cx="${headX}" cy="${headY}" r="${size * 0.1}" fill="#f5b833"/>`;
    }),
  candle: (canvas, x, y, size, colour) =>
    `${glow(canvas, x, y - size * 1.5, size * 3.4, '#ffb347', 0.75)}${shadow(canvas, x, y + size, size * 0.3)}<rect x="${x - size * 0.2}" y="${y - size}" width="${size * 0.4}" height="${size * 2}" rx="${size * 0.06}" fill="${horizontal(canvas, even([colour, shade(colour, 0.5), shade(colour, -0.4)]))}"/><path d="M${x} ${y - size * 1.9} q${size * 0.28} ${size * 0.5} 0 ${size * 0.78} q${-size * 0.28} ${-size * 0.28} 0 ${-size * 0.78}" fill="${vertical(canvas, even(['#ffd166', '#fff6cf', '#ff9f1c']))}"/>`,
  cup: (canvas, x, y, size, colour) =>
    `${shadow(canvas, x, y + size, size * 1.3)}<ellipse cx="${x}" cy="${y + size * 0.92}" rx="${size * 1.5}" ry="${size * 0.24}" fill="${horizontal(canvas, even([shade(colour, 0.2), shade(colour, -0.4)]))}"/><path d="M${x + size * 0.8} ${y - size * 0.3} q${size * 0.75} ${-size * 0.1} ${size * 0.5} ${size * 0.5} q${-size * 0.2} ${size * 0.3} ${-size * 0.7} ${size * 0.28}" stroke="${shade(colour, -0.15)}" stroke-width="${size * 0.15}" fill="none"/><path d="M${x - size} ${y - size * 0.55} Q${x - size * 0.95} ${y + size * 0.9} ${x} ${y + size * 0.9} Q${x + size * 0.95} ${y + size * 0.9} ${x + size} ${y - size * 0.55} Z" fill="${horizontal(canvas, even([shade(colour, 0.1), shade(colour, 0.5), colour, shade(colour, -0.45)]))}"/><ellipse cx="${x}" cy="${y - size * 0.55}" rx="${size}" ry="${size * 0.26}" fill="${shade(colour, 0.4)}"/><ellipse cx="${x}" cy="${y - size * 0.52}" rx="${size * 0.88}" ry="${size * 0.2}" fill="${radial(canvas, even(['#d9a066', '#6b3e1f', '#3b1f0e']))}"/><path d="M${x - size * 0.3} ${y - size * 0.52} q${size * 0.3} ${-size * 0.16} ${size * 0.3} 0 q0 ${-size * 0.16} ${size * 0.3} 0 q0 ${size * 0.1} ${-size * 0.3} ${size * 0.12} q${-size * 0.3} ${-size * 0.02} ${-size * 0.3} ${-size * 0.12}" fill="#f7e3c3"/><g filter="${blur(canvas, size * 0.09)}" opacity="0.5"><path d="M${x - size * 0.3} ${y - size * 0.8} q${-size * 0.4} ${-size * 0.5} 0 ${-size} t0 ${-size} M${x + size * 0.25} ${y - size * 0.8} q${size * 0.4} ${-size * 0.6} 0 ${-size * 1.1} t0 ${-size}" stroke="#fff" stroke-width="${size * 0.14}" fill="none"/></g>`,
  cake: (canvas, x, y, size, colour) => {
    const tier = (low: number, wide: number, tall: number, tint: Colour): string =>
      `<path d="M${x - size * wide} ${y + size * (1 - low - tall)} v${size * tall} q${size * wide} ${size * 0.26} ${size * wide * 2} 0 v${-size * tall} Z" fill="${horizontal(canvas, even([shade(tint, 0.1), shade(tint, 0.45), tint, shade(tint, -0.4)]))}"/><ellipse cx="${x}" cy="${y + size * (1 - low - tall)}" rx="${size * wide}" ry="${size * wide * 0.15}" fill="${shade(tint, 0.55)}"/>${repeat(17, (at) => `<circle cx="${x + (at - 0.5) * 2 * size * wide}" cy="${y + size * (1 - low) + Math.sin(at * Math.PI) * size * 0.12}" r="${size * 0.07}" fill="#fff7f0"/>`)}`;
    const lights = repeat(9, (at) => {
      const [cx, cy] = [x + (at - 0.5) * size * 0.95, y - size * 0.52 - Math.sin(at * Math.PI) * size * 0.02];
      return `${glow(canvas, cx, cy - size * 0.4, size * 0.42, '#ffc766', 0.8)}<rect x="${cx - size * 0.025}" y="${cy - size * 0.3}" width="${size * 0.05}" height="${size * 0.32}" fill="${canvas.random.pick(['#ff7b89', '#7bdff2', '#ffd166', '#b2f7a5'])}"/><path d="M${cx} ${cy - size * 0.5} q${size * 0.07} ${size * 0.12} 0 ${size * 0.2} q${-size * 0.07} ${-size * 0.08} 0 ${-size * 0.2}" fill="#fff1b8"/>`;
    });
    return `${shadow(canvas, x, y + size * 1.05, size * 1.3)}<ellipse cx="${x}" cy="${y + size * 1.04}" rx="${size * 1.5}" ry="${size * 0.22}" fill="#e9e4ec"/>${tier(0, 1.15, 0.6, colour)}${tier(0.58, 0.85, 0.5, shade(colour, 0.25))}${tier(1.06, 0.6, 0.42, colour)}${lights}`;
  },
  glass: (canvas, x, y, size, colour) =>
    `${shadow(canvas, x, y + size, size * 0.4)}<path d="M${x - size * 0.42} ${y - size} Q${x - size * 0.5} ${y - size * 0.1} ${x} ${y} Q${x + size * 0.5} ${y - size * 0.1} ${x + size * 0.42} ${y - size} Z" fill="#ffffff" fill-opacity="0.18" stroke="#fff" stroke-opacity="0.5" stroke-width="2"/><path d="M${x - size * 0.44} ${y - size * 0.55} Q${x - size * 0.42} ${y - size * 0.06} ${x} ${y - size * 0.02} Q${x + size * 0.42} ${y - size * 0.06} ${x + size * 0.44} ${y - size * 0.55} Z" fill="${horizontal(canvas, even([shade(colour, 0.3), colour, shade(colour, -0.5)]))}" opacity="0.9"/><path d="M${x} ${y} v${size * 0.95}" stroke="#fff" stroke-opacity="0.6" stroke-width="${size * 0.05}"/><ellipse cx="${x}" cy="${y + size * 0.97}" rx="${size * 0.36}" ry="${size * 0.07}" fill="#fff" opacity="0.45"/>`,
} satisfies Record<string, (canvas: Canvas, x: number, y: number, size: number, colour: Colour) => string>;

/** A piece, its place (parts of width and height), its half height (part of the height) and colour. */
export type Piece = readonly [keyof typeof pieces, number, number, number, Colour];

/** Things on a table in window light, before a wall out of focus. */
export const stillLife =
  (look: {
    readonly wall: readonly Colour[];
    readonly table: Colour;
    readonly bokeh: readonly [Colour, ...Colour[]];
    readonly pieces: readonly Piece[];
  }): Scene =>
  (canvas) => {
    const { width, height, random } = canvas;
    const edge = height * 0.66;
    const lights = repeat(
      30,
      () =>
        `<circle cx="${random.between(0, width)}" cy="${random.between(0, edge)}" r="${height * random.between(0.015, 0.06)}" fill="${random.pick(look.bokeh)}" opacity="${random.between(0.08, 0.35)}"/>`,
    );
    const grain = repeat(
      46,
      (at) =>
        `<path d="M0 ${edge + at * (height - edge) + 4} q${width * 0.3} ${random.between(-12, 12)} ${width * 0.55} ${random.between(-5, 5)} t${width * 0.45} 0" stroke="${shade(look.table, random.chance(0.5) ? -0.35 : 0.12)}" stroke-width="${1 + at * 3}" fill="none" opacity="0.35"/>`,
    );
    const table = `<rect y="${edge}" width="${width}" height="${height - edge}" fill="${vertical(canvas, even([shade(look.table, -0.25), look.table, shade(look.table, 0.1)]))}"/>${grain}`;
    const window = `<path d="M0 0 H${width * 0.5} L${width * 0.2} ${height} H0 Z" fill="${horizontal(canvas, [
      [0, '#fff4d6', 0.38],
      [1, '#fff4d6', 0],
    ])}"/>`;
    const things = look.pieces
      .map(([kind, x, y, size, colour]) => pieces[kind](canvas, x * width, y * height, size * height, colour))
      .join('');
    return `${sky(canvas, look.wall)}<g filter="${blur(canvas, 5)}">${lights}</g>${table}${window}${things}${finish(canvas, 0.55)}`;
  };
