import { mist } from '../brushes/clouds.ts';
import { finish } from '../brushes/finish.ts';
import { heightAt, land, rolling } from '../brushes/land.ts';
import { blur, glow, vertical } from '../brushes/light.ts';
import { sky } from '../brushes/sky.ts';
import { conifer } from '../brushes/trees.ts';
import { repeat, type Scene } from '../canvas.ts';
import { type Colour, mix } from '../colour.ts';

/** Spruces in fog, with beams of light falling through them. */
export const forest =
  (look: {
    readonly fog: Colour;
    readonly top: Colour;
    readonly tree: Colour;
    readonly light: Colour;
    readonly lightAt: number;
    readonly layers?: number;
  }): Scene =>
  (canvas) => {
    const { width, height, random } = canvas;
    const layers = look.layers ?? 6;
    const row = (part: number): string => {
      const ground = rolling(canvas, height * (0.5 + part * 0.44), height * 0.035, 1.2);
      const colour = mix(look.fog, look.tree, 0.1 + part ** 1.6 * 0.9);
      const trees = repeat(Math.round(((52 - part * 40) * width) / height / 1.5), () => {
        const x = random.between(-30, width + 30);
        const tall = height * (0.13 + part ** 1.5 * 0.62) * random.between(0.6, 1.15);
        return conifer(canvas, x, heightAt(canvas, ground, x) + tall * 0.2, tall, colour);
      });
      return (
        trees +
        land(canvas, ground, colour) +
        (part < 0.95 ? mist(canvas, height * (0.56 + part * 0.36), height * 0.2, look.fog, 0.8 - part * 0.3) : '')
      );
    };
    const beam = (): string => {
      const [angle, wide] = [random.between(-0.55, 0.55), random.between(30, 110)];
      const [x, end] = [width * look.lightAt, height * 0.95];
      const fill = vertical(canvas, [
        [0, look.light, 0.34],
        [1, look.light, 0],
      ]);
      return `<path d="M${x - 26} ${-height * 0.08} L${x + 26} ${-height * 0.08} L${x + angle * width + wide} ${end} L${x + angle * width - wide} ${end} Z" fill="${fill}"/>`;
    };
    return (
      sky(canvas, [look.top, look.fog, look.fog]) +
      glow(canvas, width * look.lightAt, height * 0.16, height * 0.62, look.light, 0.9) +
      repeat(layers - 2, (part) => row(part * 0.62)) +
      `<g filter="${blur(canvas, 7)}">${repeat(11, beam)}</g>` +
      row(0.82) +
      row(1) +
      finish(canvas)
    );
  };
