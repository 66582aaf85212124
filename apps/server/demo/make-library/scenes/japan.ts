import { mist, wisps } from '../brushes/clouds.ts';
import { finish } from '../brushes/finish.ts';
import { land, rolling } from '../brushes/land.ts';
import { blur, even, glow, horizontal, radial, vertical } from '../brushes/light.ts';
import { sky, stars } from '../brushes/sky.ts';
import { crown } from '../brushes/trees.ts';
import { reflection, ripples, water } from '../brushes/water.ts';
import { type Canvas, repeat, type Scene } from '../canvas.ts';
import { type Colour, mix, shade } from '../colour.ts';

/** The volcano with its snow cap; `foot` is its base line. */
function volcano(
  canvas: Canvas,
  x: number,
  foot: number,
  tall: number,
  rock: Colour,
  cap: Colour,
  haze: Colour,
): string {
  const wide = tall * 2.1;
  const slope = `M${x - wide} ${foot} C${x - wide * 0.45} ${foot - tall * 0.22} ${x - wide * 0.2} ${foot - tall * 0.75} ${x - tall * 0.14} ${foot - tall} Q${x} ${foot - tall * 0.965} ${x + tall * 0.14} ${foot - tall} C${x + wide * 0.2} ${foot - tall * 0.75} ${x + wide * 0.45} ${foot - tall * 0.22} ${x + wide} ${foot} Z`;
  const clip = canvas.define('clipPath', `<path d="${slope}"/>`);
  const teeth = Array.from(
    { length: 23 },
    (_, index) =>
      `L${x + tall * (0.62 - index * 0.056)} ${foot - tall * (index % 2 ? canvas.random.between(0.42, 0.52) : canvas.random.between(0.66, 0.74))}`,
  ).join(' ');
  return `<path d="${slope}" fill="${vertical(canvas, [
    [0, rock],
    [0.6, mix(rock, haze, 0.25)],
    [1, mix(rock, haze, 0.85)],
  ])}"/><g clip-path="${clip}"><path d="M${x - tall} ${foot - tall * 1.1} H${x + tall} V${foot - tall * 0.6} ${teeth} Z" fill="${horizontal(canvas, even([cap, cap, shade(cap, -0.22)]))}"/></g>`;
}

/** A torii gate standing at `foot`. */
function torii(x: number, foot: number, size: number, colour: Colour): string {
  const post = (sign: number): string =>
    `<path d="M${x + sign * size * 0.36} ${foot} L${x + sign * size * 0.32} ${foot - size * 0.9}" stroke="${colour}" stroke-width="${size * 0.085}"/>`;
  return `${post(-1)}${post(1)}<rect x="${x - size * 0.46}" y="${foot - size * 0.68}" width="${size * 0.92}" height="${size * 0.07}" fill="${colour}"/><rect x="${x - size * 0.04}" y="${foot - size * 0.85}" width="${size * 0.08}" height="${size * 0.2}" fill="${colour}"/><path d="M${x - size * 0.68} ${foot - size * 1.02} Q${x} ${foot - size * 0.9} ${x + size * 0.68} ${foot - size * 1.02} L${x + size * 0.62} ${foot - size * 0.86} Q${x} ${foot - size * 0.8} ${x - size * 0.62} ${foot - size * 0.86} Z" fill="${shade(colour, -0.1)}"/><path d="M${x - size * 0.7} ${foot - size * 1.05} Q${x} ${foot - size * 0.92} ${x + size * 0.7} ${foot - size * 1.05} L${x + size * 0.68} ${foot - size * 1.0} Q${x} ${foot - size * 0.88} ${x - size * 0.68} ${foot - size * 1.0} Z" fill="#2b1a1a"/>`;
}

/** A twig of blossom reaching in from a corner. */
function blossomBranch(canvas: Canvas, fromX: number, fromY: number, toX: number, toY: number, petal: Colour): string {
  const { random } = canvas;
  const twig = `<path d="M${fromX} ${fromY} Q${(fromX + toX) / 2} ${fromY * 0.7 + toY * 0.3} ${toX} ${toY}" stroke="#3d2620" stroke-width="12" fill="none" stroke-linecap="round"/>`;
  return (
    twig +
    repeat(90, (at) => {
      const spread = canvas.height * 0.075;
      const [x, y] = [
        fromX + (toX - fromX) * at + random.between(-spread, spread),
        fromY + (toY - fromY) * at ** 1.3 + random.between(-spread, spread),
      ];
      const size = canvas.height * random.between(0.009, 0.017);
      const tint = shade(petal, random.between(-0.1, 0.5));
      return `<g transform="rotate(${random.between(0, 72)} ${x} ${y})">${repeat(5, (_, index) => `<ellipse cx="${x}" cy="${y - size}" rx="${size * 0.68}" ry="${size}" fill="${tint}" transform="rotate(${index * 72} ${x} ${y})"/>`)}</g><circle cx="${x}" cy="${y}" r="${size * 0.3}" fill="#d1495b"/>`;
    })
  );
}

/** The volcano above its lake, with blossom or a gate in front. */
export const volcanoLake =
  (look: {
    readonly sky: readonly Colour[];
    readonly rock: Colour;
    readonly cap: Colour;
    readonly lake: readonly Colour[];
    readonly shore: Colour;
    readonly petal?: Colour;
    readonly gate?: number;
    readonly night?: boolean;
  }): Scene =>
  (canvas) => {
    const { width, height } = canvas;
    const [foot, haze] = [height * 0.66, look.sky.at(-1) ?? look.rock];
    const hills = land(canvas, rolling(canvas, foot - height * 0.035, height * 0.022, 2.2), mix(look.shore, haze, 0.4))
      .replace(`M0 ${height + 2}`, `M0 ${foot}`)
      .replace(`L${width} ${height + 2}`, `L${width} ${foot}`);
    const scenery = volcano(canvas, width * 0.5, foot, height * 0.44, look.rock, look.cap, haze) + hills;
    const gate = look.gate === undefined ? '' : torii(width * look.gate, height * 0.86, height * 0.3, '#d1361f');
    return (
      sky(canvas, look.sky, foot) +
      (look.night ? stars(canvas, 300, foot) : wisps(canvas, 0, foot, '#ffffff', 0.46, 0.6)) +
      scenery +
      mist(canvas, foot - height * 0.02, height * 0.06, haze, 0.6) +
      water(canvas, foot, look.lake) +
      reflection(foot, scenery, 0.5, 0.7) +
      ripples(canvas, foot, '#ffffff', 0.16) +
      (gate && reflection(height * 0.86, gate, 0.4, 0.45)) +
      gate +
      (look.petal
        ? blossomBranch(canvas, -20, height * 0.04, width * 0.5, height * 0.16, look.petal) +
          blossomBranch(canvas, width + 20, -10, width * 0.66, height * 0.3, look.petal)
        : '') +
      finish(canvas)
    );
  };

/** Paper lanterns in rows above an alley at night. */
export const lanterns =
  (look: {
    readonly dark: readonly Colour[];
    readonly paper: readonly [Colour, ...Colour[]];
    readonly rows: number;
  }): Scene =>
  (canvas) => {
    const { width, height, random } = canvas;
    const lantern = (x: number, y: number, size: number): string => {
      const colour = random.pick(look.paper);
      const ribs = repeat(
        6,
        (at) =>
          `<ellipse cx="${x}" cy="${y + (at - 0.5) * size * 1.7}" rx="${size * (0.62 + 0.3 * Math.sin(at * Math.PI))}" ry="${size * 0.1}" fill="none" stroke="${shade(colour, -0.4)}" stroke-opacity="0.4" stroke-width="${size * 0.03}"/>`,
      );
      return `${glow(canvas, x, y, size * 3, colour, 0.6)}<path d="M${x} ${y - size * 2} V${y}" stroke="#140a10" stroke-width="3"/><ellipse cx="${x}" cy="${y}" rx="${size * 0.92}" ry="${size * 1.1}" fill="${radial(
        canvas,
        [
          [0, '#fff6d8'],
          [0.4, shade(colour, 0.4)],
          [1, shade(colour, -0.25)],
        ],
      )}"/>${ribs}<rect x="${x - size * 0.4}" y="${y - size * 1.18}" width="${size * 0.8}" height="${size * 0.18}" fill="#1c1016"/><rect x="${x - size * 0.4}" y="${y + size}" width="${size * 0.8}" height="${size * 0.18}" fill="#1c1016"/>`;
    };
    const row = (part: number): string => {
      const [count, size] = [Math.round(11 - part * 6), height * (0.02 + part * 0.06)];
      const drawn = repeat(count, (at) =>
        lantern(width * (0.03 + at * 0.94), height * (0.52 - part * 0.32 + 0.05 * Math.sin(at * Math.PI)), size),
      );
      return part < 0.4 ? `<g filter="${blur(canvas, 3)}">${drawn}</g>` : drawn;
    };
    const wall = (sign: number): string => {
      const [near, far] = [sign < 0 ? 0 : width, width / 2 + sign * width * 0.09];
      const shops = repeat(5, (at) => {
        const x = near + (far - near) * (0.12 + at * 0.72);
        const tall = height * (0.27 - at * 0.19);
        return `<path d="M${x - tall * 0.28} ${height * (0.95 - at * 0.24)} v${-tall} h${tall * 0.56} v${tall} Z" fill="${mix('#ffcf7a', '#ff8a4c', at)}" opacity="${0.75 - at * 0.25}"/><path d="M${x} ${height * (0.95 - at * 0.24)} v${-tall}" stroke="#2a1510" stroke-width="5"/>`;
      });
      return `<path d="M${near} 0 L${far} ${height * 0.4} V${height * 0.7} L${near} ${height} Z" fill="${horizontal(canvas, even(sign < 0 ? ['#2b1720', '#120a14'] : ['#120a14', '#2b1720']))}"/>${shops}`;
    };
    const ground = `<path d="M0 ${height} L${width * 0.41} ${height * 0.7} H${width * 0.59} L${width} ${height} Z" fill="${vertical(canvas, even(['#a85a38', '#2a151a']))}"/>`;
    const people = repeat(7, () => {
      const [x, size] = [width * random.between(0.42, 0.58), height * random.between(0.045, 0.085)];
      return `<g fill="#150b12"><circle cx="${x}" cy="${height * 0.7 - size * 0.5}" r="${size * 0.2}"/><path d="M${x - size * 0.32} ${height * 0.72 + size * 0.6} Q${x - size * 0.3} ${height * 0.7 - size * 0.3} ${x} ${height * 0.7 - size * 0.3} Q${x + size * 0.3} ${height * 0.7 - size * 0.3} ${x + size * 0.32} ${height * 0.72 + size * 0.6} Z"/></g>`;
    });
    return (
      sky(canvas, look.dark) +
      glow(canvas, width / 2, height * 0.58, height * 0.4, '#ff9a4d', 0.8) +
      ground +
      wall(-1) +
      wall(1) +
      people +
      repeat(look.rows, row) +
      finish(canvas, 0.5)
    );
  };

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
