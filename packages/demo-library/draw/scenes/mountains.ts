import { mist, wisps } from '../brushes/clouds.ts';
import { birds, finish } from '../brushes/finish.ts';
import { heightAt, land, skyline } from '../brushes/land.ts';
import { vertical } from '../brushes/light.ts';
import { moon, sky, stars, sun } from '../brushes/sky.ts';
import { conifer } from '../brushes/trees.ts';
import { repeat, type Scene } from '../canvas.ts';
import { type Colour, mix } from '../colour.ts';

/** Mountain ranges one behind another, from `far` to `near` in colour. */
export const mountains =
  (look: {
    readonly sky: readonly Colour[];
    readonly far: Colour;
    readonly near: Colour;
    readonly haze: Colour;
    /** Where the sun or moon stands, in parts of width and height. */
    readonly light: readonly [number, number];
    readonly night?: boolean;
    readonly ranges?: number;
  }): Scene =>
  (canvas) => {
    const { width, height, random } = canvas;
    const [x, y] = [look.light[0] * width, look.light[1] * height];
    const ranges = look.ranges ?? 5;
    const range = (part: number): string => {
      const line = skyline(canvas, height * (0.44 + part * 0.44), height * (0.23 - part * 0.12), 0.52);
      const colour = mix(look.far, look.near, part);
      const paint = vertical(canvas, [
        [0, colour],
        [0.7, mix(colour, look.haze, 0.55 * (1 - part))],
        [1, mix(colour, look.haze, 0.4 * (1 - part))],
      ]);
      const trees =
        part < 0.99
          ? ''
          : repeat(130, () => {
              const at = random.between(0, width);
              return conifer(
                canvas,
                at,
                heightAt(canvas, line, at) + 14,
                height * random.between(0.03, 0.085),
                look.near,
              );
            });
      return (
        trees +
        land(canvas, line, paint) +
        (part < 0.99 ? mist(canvas, height * (0.66 + part * 0.3), height * 0.09, look.haze, 0.35) : '')
      );
    };
    const heaven = look.night
      ? stars(canvas, 420, height * 0.7) + moon(canvas, x, y, height * 0.045)
      : sun(canvas, x, y, height * 0.035, look.haze);
    return (
      sky(canvas, look.sky, height * 0.72) +
      wisps(canvas, height * 0.02, height * 0.5, look.haze, 0.52, look.night ? 0.2 : 0.7) +
      heaven +
      repeat(ranges, range) +
      (look.night ? '' : birds(canvas, width * 0.3, height * 0.28, 7, height * 0.012, look.near)) +
      finish(canvas)
    );
  };
