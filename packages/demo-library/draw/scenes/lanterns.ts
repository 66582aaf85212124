import { finish } from '../brushes/finish.ts';
import { blur, even, glow, horizontal, radial, vertical } from '../brushes/light.ts';
import { sky } from '../brushes/sky.ts';
import { repeat, type Scene } from '../canvas.ts';
import { type Colour, mix, shade } from '../colour.ts';

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
