import { mist, wisps } from '../brushes/clouds.ts';
import { finish } from '../brushes/finish.ts';
import { land, rolling, skyline } from '../brushes/land.ts';
import { blur, radial, vertical } from '../brushes/light.ts';
import { sky, sun } from '../brushes/sky.ts';
import { type Canvas, repeat, type Scene } from '../canvas.ts';
import { type Colour, mix, shade } from '../colour.ts';

/** Two colours of a balloon's panels. */
export type Stripes = readonly [Colour, Colour];

/** A hot-air balloon whose envelope is centred at (`x`, `y`). */
export function balloon(canvas: Canvas, x: number, y: number, size: number, stripes: Stripes): string {
  const half = (reach: number): string =>
    `C${x + reach} ${y - size * 1.02} ${x + reach * 1.12} ${y + size * 0.25} ${x + reach * 0.24} ${y + size * 1.02}`;
  const panel = (reach: number, fill: string): string =>
    `<path d="M${x} ${y - size} ${half(reach)} H${x - reach * 0.24} C${x - reach * 1.12} ${y + size * 0.25} ${x - reach} ${y - size * 1.02} ${x} ${y - size} Z" fill="${fill}"/>`;
  const panels = repeat(6, (_, index) => panel(size * 1.18 * (1 - index / 6.4), stripes[index % 2 ? 1 : 0]));
  const shine = panel(
    size * 1.18,
    radial(
      canvas,
      [
        [0, '#ffffff', 0.42],
        [0.45, '#ffffff', 0],
        [1, '#14002a', 0.5],
      ],
      0.32,
      0.28,
      0.8,
    ),
  );
  const [basket, drop] = [size * 0.15, y + size * 1.42];
  const ropes = `<path d="M${x - size * 0.24} ${y + size} L${x - basket} ${drop} M${x + size * 0.24} ${y + size} L${x + basket} ${drop}" stroke="#3b2a20" stroke-width="${size * 0.016}"/>`;
  return `${panels}${shine}${ropes}<rect x="${x - basket}" y="${drop}" width="${basket * 2}" height="${size * 0.2}" rx="${size * 0.03}" fill="${shade('#7a4a25', -0.1)}"/>`;
}

/** Balloons over a valley in the morning; sizes fall with distance. */
export const balloons =
  (look: {
    readonly sky: readonly Colour[];
    readonly hills: readonly [Colour, Colour];
    readonly haze: Colour;
    readonly stripes: readonly [Stripes, ...Stripes[]];
    readonly places: readonly (readonly [number, number, number])[];
  }): Scene =>
  (canvas) => {
    const { width, height } = canvas;
    const hill = (part: number): string => {
      const line =
        part < 0.5
          ? skyline(canvas, height * (0.68 + part * 0.15), height * 0.09, 0.48)
          : rolling(canvas, height * (0.72 + part * 0.2), height * 0.03, 1.4);
      const colour = mix(look.hills[0], look.hills[1], part);
      return (
        land(
          canvas,
          line,
          vertical(canvas, [
            [0, colour],
            [1, mix(colour, look.haze, 0.3)],
          ]),
        ) + mist(canvas, height * (0.8 + part * 0.12), height * 0.06, look.haze, 0.45 * (1 - part))
      );
    };
    const flying = look.places.map(([x, y, size], index) => {
      const drawn = balloon(
        canvas,
        x * width,
        y * height,
        size * height,
        look.stripes[index % look.stripes.length] ?? look.stripes[0],
      );
      return size < 0.05 ? `<g opacity="0.85" filter="${blur(canvas, 0.8)}">${drawn}</g>` : drawn;
    });
    return (
      sky(canvas, look.sky, height * 0.72) +
      wisps(canvas, 0, height * 0.6, '#ffffff', 0.48, 0.6) +
      sun(canvas, width * 0.78, height * 0.62, height * 0.03, look.haze) +
      repeat(4, hill) +
      flying.join('') +
      finish(canvas, 0.3)
    );
  };
