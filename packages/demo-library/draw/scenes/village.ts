import { heap } from '../brushes/clouds.ts';
import { finish } from '../brushes/finish.ts';
import { land, skyline } from '../brushes/land.ts';
import { even, vertical } from '../brushes/light.ts';
import { sky } from '../brushes/sky.ts';
import { crown } from '../brushes/trees.ts';
import { reflection, ripples, water } from '../brushes/water.ts';
import { type Canvas, repeat, type Scene } from '../canvas.ts';
import { type Colour, shade } from '../colour.ts';

/** A plastered house with shutters and a tiled roof; its door sill is at `foot`. */
function house(
  canvas: Canvas,
  x: number,
  foot: number,
  wide: number,
  tall: number,
  wall: Colour,
  shutter: Colour,
  lit: boolean,
): string {
  const { random } = canvas;
  const [columns, rows] = [Math.max(1, Math.round(wide / 46)), Math.max(1, Math.floor(tall / 62))];
  const openings = repeat(columns * rows, (_, index) => {
    const left = x + (((index % columns) + 0.5) * wide) / columns - 8;
    const top = foot - tall + 20 + Math.floor(index / columns) * 60;
    const glass = lit && random.chance(0.6) ? '#ffdf8e' : '#33414f';
    return `<rect x="${left - 9}" y="${top}" width="34" height="32" fill="${shutter}"/><rect x="${left}" y="${top}" width="16" height="32" fill="${glass}"/>`;
  });
  const roof = `<path d="M${x - 7} ${foot - tall} L${x + wide * 0.5} ${foot - tall - wide * 0.26} L${x + wide + 7} ${foot - tall} Z" fill="${vertical(canvas, even(['#d9784a', '#a94f2d']))}"/>`;
  return `<rect x="${x}" y="${foot - tall}" width="${wide}" height="${tall}" fill="${vertical(canvas, even([shade(wall, 0.12), wall, shade(wall, -0.18)]))}"/><rect x="${x + wide * 0.82}" y="${foot - tall}" width="${wide * 0.18}" height="${tall}" fill="#3a1d10" opacity="0.18"/>${roof}${openings}`;
}

/** Coloured houses climbing from a harbour, with their mirror in the water. */
export const village =
  (look: {
    readonly sky: readonly Colour[];
    readonly hill: Colour;
    readonly walls: readonly [Colour, ...Colour[]];
    readonly shutters: readonly [Colour, ...Colour[]];
    readonly sea: readonly Colour[];
    readonly lit?: boolean;
  }): Scene =>
  (canvas) => {
    const { width, height, random } = canvas;
    const quay = height * 0.74;
    const row = (lift: number): string => {
      let drawn = '';
      for (let x = -30 + lift * 40; x < width; ) {
        const wide = random.between(75, 150);
        const hump = Math.sin(((x + wide / 2) / width) * Math.PI);
        drawn += house(
          canvas,
          x,
          quay - lift * height * 0.115 * (0.55 + hump),
          wide,
          height * random.between(0.15, 0.26),
          random.pick(look.walls),
          random.pick(look.shutters),
          look.lit ?? false,
        );
        x += wide + (random.chance(0.22) ? random.between(10, 44) : 0);
      }
      return (
        drawn +
        (lift > 0
          ? repeat(9, () =>
              crown(
                canvas,
                random.between(0, width),
                quay - lift * height * 0.1,
                height * random.between(0.025, 0.045),
                look.hill,
                60,
              ),
            )
          : '')
      );
    };
    const tower = `<rect x="${width * 0.56}" y="${height * 0.2}" width="58" height="${height * 0.4}" fill="${vertical(canvas, even(['#f4d9a8', '#d9a066']))}"/><path d="M${width * 0.56 - 6} ${height * 0.2} q35 -80 70 0 Z" fill="#b65b36"/><rect x="${width * 0.56 + 20}" y="${height * 0.225}" width="18" height="42" rx="9" fill="#4a3325"/>`;
    const town = repeat(3, (_, index) => (index === 2 ? tower : '') + row(2.4 - index * 1.2));
    const mound = `<path d="M0 ${quay} V${height * 0.57} Q${width / 2} ${height * 0.07} ${width} ${height * 0.57} V${quay} Z" fill="${vertical(canvas, even([shade(look.hill, 0.12), shade(look.hill, -0.25)]))}"/>`;
    const dinghies = repeat(7, (at) => {
      const [x, y, size] = [
        width * (0.06 + at * 0.86) + random.between(-30, 30),
        quay + height * random.between(0.07, 0.19),
        random.between(38, 62),
      ];
      return `<path d="M${x - size} ${y - size * 0.3} Q${x} ${y - size * 0.1} ${x + size} ${y - size * 0.34} Q${x + size * 0.8} ${y + size * 0.1} ${x + size * 0.4} ${y + size * 0.12} H${x - size * 0.5} Q${x - size * 0.9} ${y} ${x - size} ${y - size * 0.3} Z" fill="${random.pick(look.shutters)}"/><path d="M${x - size} ${y - size * 0.3} Q${x} ${y - size * 0.1} ${x + size} ${y - size * 0.34}" stroke="#fff" stroke-width="5" fill="none"/>`;
    });
    return (
      sky(canvas, look.sky, height * 0.7) +
      (look.lit ? '' : heap(canvas, width * 0.2, height * 0.24, width * 0.13, '#ffffff', '#d3e2ee')) +
      land(
        canvas,
        skyline(canvas, height * 0.3, height * 0.16, 0.5),
        vertical(canvas, even([shade(look.hill, 0.35), look.hill])),
      ) +
      mound +
      town +
      `<rect y="${quay}" width="${width}" height="16" fill="#c9b48f"/>` +
      water(canvas, quay + 14, look.sea) +
      reflection(quay + 14, town, 0.32, 0.6) +
      ripples(canvas, quay + 14, '#ffffff', 0.24, 340) +
      dinghies +
      finish(canvas)
    );
  };
