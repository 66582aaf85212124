import { mist, wisps } from '../brushes/clouds.ts';
import { finish } from '../brushes/finish.ts';
import { heightAt, land, rolling } from '../brushes/land.ts';
import { even, horizontal, vertical } from '../brushes/light.ts';
import { sky, sun } from '../brushes/sky.ts';
import { crown } from '../brushes/trees.ts';
import { repeat, type Scene } from '../canvas.ts';
import { type Colour, mix, shade } from '../colour.ts';

/** Rolling farmland with rows of vines, cypresses along a road and a farmhouse. */
export const hills =
  (look: {
    readonly sky: readonly Colour[];
    readonly fields: readonly [Colour, ...Colour[]];
    readonly cypress: Colour;
    readonly haze: Colour;
    readonly sun: readonly [number, number];
    readonly farm: number;
  }): Scene =>
  (canvas) => {
    const { width, height, random } = canvas;
    const hill = (part: number, index: number): string => {
      const line = rolling(
        canvas,
        height * (0.5 + part * 0.38),
        height * (0.03 + part * 0.035),
        random.between(0.6, 1.3),
      );
      const colour = mix(look.haze, look.fields[index % look.fields.length] ?? look.fields[0], 0.52 + part * 0.48);
      const clip = canvas.define('clipPath', land(canvas, line, '#000'));
      const bend = random.between(-0.4, 0.4) * width;
      const rows = repeat(
        46,
        (at) =>
          `<path d="M${width * (at * 2.2 - 0.6)} ${height * 0.4} q${bend} ${height * 0.35} ${(at - 0.5) * width * 0.9} ${height * 0.75}" stroke="${shade(colour, index % 2 ? -0.28 : 0.16)}" stroke-width="${2 + part * 9}" fill="none" opacity="0.4"/>`,
      );
      const cypresses = repeat(part > 0.2 ? 13 : 0, () => {
        const [x, tall] = [random.between(0, width), height * (0.03 + part * 0.13) * random.between(0.7, 1.2)];
        const foot = heightAt(canvas, line, x) + 8;
        return `<path d="M${x} ${foot - tall} Q${x + tall * 0.19} ${foot - tall * 0.3} ${x + tall * 0.05} ${foot} H${x - tall * 0.05} Q${x - tall * 0.19} ${foot - tall * 0.3} ${x} ${foot - tall}" fill="${horizontal(canvas, even([shade(mix(look.haze, look.cypress, 0.35 + part * 0.65), 0.14), mix(look.haze, look.cypress, 0.45 + part * 0.55)]))}"/>`;
      });
      const [x, size] = [width * look.farm, height * 0.045];
      const y = heightAt(canvas, line, x) + 5;
      const farm =
        index === 2
          ? `<rect x="${x - size * 1.2}" y="${y - size}" width="${size * 2.4}" height="${size}" fill="#e8c9a0"/><rect x="${x + size * 0.5}" y="${y - size * 1.7}" width="${size * 0.7}" height="${size * 1.7}" fill="#d9b282"/><path d="M${x - size * 1.35} ${y - size} l${size * 0.9} ${-size * 0.45} h${size} l${size * 0.2} ${size * 0.45} Z M${x + size * 0.4} ${y - size * 1.7} l${size * 0.45} ${-size * 0.34} l${size * 0.45} ${size * 0.34} Z" fill="#b5603a"/>${repeat(5, () => crown(canvas, x + random.between(-2.4, 2.4) * size, y - size * 0.2, size * 0.42, look.cypress, 50))}`
          : '';
      return `${farm}${land(canvas, line, vertical(canvas, even([shade(colour, 0.18), colour, shade(colour, -0.3)])))}<g clip-path="${clip}">${rows}</g>${cypresses}${mist(canvas, height * (0.6 + part * 0.35), height * 0.06, look.haze, 0.4 * (1 - part))}`;
    };
    return (
      sky(canvas, look.sky, height * 0.52) +
      wisps(canvas, 0, height * 0.5, '#fff6e6', 0.48, 0.65) +
      sun(canvas, look.sun[0] * width, look.sun[1] * height, height * 0.035, '#ffdca0') +
      repeat(5, hill) +
      finish(canvas)
    );
  };
