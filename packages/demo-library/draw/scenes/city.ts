import { wisps } from '../brushes/clouds.ts';
import { finish } from '../brushes/finish.ts';
import { blur, even, glow, vertical } from '../brushes/light.ts';
import { moon, sky, stars } from '../brushes/sky.ts';
import { reflection, ripples, water } from '../brushes/water.ts';
import { type Canvas, repeat, type Scene } from '../canvas.ts';
import { type Colour, mix } from '../colour.ts';

const lamps: readonly [Colour, ...Colour[]] = ['#ffd98a', '#ffcf70', '#fff0c8', '#ffb95e', '#bfe3ff'];

/** A tower block with some of its windows lit. */
function block(
  canvas: Canvas,
  x: number,
  foot: number,
  wide: number,
  tall: number,
  colour: Colour,
  lit: number,
): string {
  const { random } = canvas;
  const [columns, rows] = [Math.max(2, Math.floor(wide / 15)), Math.floor(tall / 19)];
  const lamp = random.pick(lamps);
  const windows = repeat(columns * rows, (_, index) => {
    if (!random.chance(lit)) return '';
    const [column, row] = [index % columns, Math.floor(index / columns)];
    const [left, top] = [x + ((column + 0.25) * wide) / columns, foot - tall + 9 + row * 19];
    return `<rect x="${left.toFixed(1)}" y="${top.toFixed(1)}" width="${((wide / columns) * 0.5).toFixed(1)}" height="10" fill="${random.chance(0.8) ? lamp : random.pick(lamps)}" opacity="${random.between(0.45, 1).toFixed(2)}"/>`;
  });
  const roof = random.chance(0.3)
    ? `<path d="M${x + wide / 2} ${foot - tall} v${-tall * 0.16}" stroke="${colour}" stroke-width="4"/><circle cx="${x + wide / 2}" cy="${foot - tall * 1.16}" r="4" fill="#ff5a4d"/>`
    : '';
  return `${roof}<rect x="${x}" y="${foot - tall}" width="${wide}" height="${tall}" fill="${vertical(canvas, even([colour, mix(colour, '#000010', 0.45)]))}"/>${windows}`;
}

/** A television tower with a sphere, as cities of the sixties liked them. */
function tower(canvas: Canvas, x: number, foot: number, tall: number, colour: Colour): string {
  const ball = foot - tall * 0.62;
  const dots = repeat(9, (at) => `<circle cx="${x + (at - 0.5) * tall * 0.1}" cy="${ball}" r="3" fill="#ffe7a6"/>`);
  return (
    `<path d="M${x - tall * 0.03} ${foot} L${x - tall * 0.013} ${ball} L${x - tall * 0.005} ${foot - tall} L${x + tall * 0.005} ${foot - tall} L${x + tall * 0.013} ${ball} L${x + tall * 0.03} ${foot} Z" fill="${colour}"/>` +
    `<circle cx="${x}" cy="${ball}" r="${tall * 0.062}" fill="${mix(colour, '#ffffff', 0.18)}"/>${dots}${glow(canvas, x, foot - tall, tall * 0.09, '#ff4d4d', 0.9)}`
  );
}

/** A skyline at night over a river that mirrors it. */
export const city =
  (look: {
    readonly sky: readonly Colour[];
    readonly far: Colour;
    readonly near: Colour;
    readonly lit?: number;
    readonly tower?: number;
    readonly moon?: readonly [number, number];
  }): Scene =>
  (canvas) => {
    const { width, height, random } = canvas;
    const foot = height * 0.72;
    const row = (colour: Colour, low: number, high: number, lit: number): string => {
      let drawn = '';
      for (let x = -20; x < width; ) {
        const wide = random.between(width * 0.035, width * 0.085);
        const centre = 1 - Math.abs((x + wide / 2) / width - 0.5) * 0.9;
        drawn += block(canvas, x, foot, wide, height * random.between(low, high) * centre, colour, lit);
        x += wide * random.between(0.85, 1.25);
      }
      return drawn;
    };
    const lit = look.lit ?? 0.45;
    const skyline =
      row(look.far, 0.2, 0.5, lit * 0.6) +
      (look.tower ? tower(canvas, width * look.tower, foot, height * 0.64, mix(look.far, '#ffffff', 0.22)) : '') +
      row(look.near, 0.08, 0.33, lit);
    const haze = `<ellipse cx="${width / 2}" cy="${foot}" rx="${width * 0.7}" ry="${height * 0.34}" fill="#ffb066" opacity="0.28" filter="${blur(canvas, 70)}"/>`;
    const streaks = repeat(
      46,
      () =>
        `<rect x="${random.between(0, width)}" y="${foot + 4}" width="${random.between(3, 9)}" height="${height * random.between(0.06, 0.26)}" fill="${random.pick(lamps)}" opacity="${random.between(0.08, 0.4)}"/>`,
    );
    return (
      sky(canvas, look.sky, foot) +
      stars(canvas, 170, height * 0.5) +
      (look.moon ? moon(canvas, width * look.moon[0], height * look.moon[1], height * 0.045) : '') +
      wisps(canvas, height * 0.1, height * 0.55, '#c9a9d8', 0.42, 0.3) +
      haze +
      skyline +
      water(canvas, foot, ['#1a1c38', '#060814']) +
      reflection(foot, skyline, 0.34, 0.7) +
      `<g filter="${blur(canvas, 3)}">${streaks}</g>` +
      ripples(canvas, foot, '#8fa5d8', 0.16) +
      `<rect x="0" y="${foot - 3}" width="${width}" height="6" fill="#05060f"/>` +
      finish(canvas)
    );
  };
