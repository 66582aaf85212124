import { wisps } from '../brushes/clouds.ts';
import { finish } from '../brushes/finish.ts';
import { heightAt, land, skyline } from '../brushes/land.ts';
import { blur, glow, vertical } from '../brushes/light.ts';
import { moon, sky, stars } from '../brushes/sky.ts';
import { conifer } from '../brushes/trees.ts';
import { repeat, type Scene } from '../canvas.ts';
import type { Colour } from '../colour.ts';

/** Stars above a dark ridge, with a milky way, an aurora or a moon, and a lit tent if wished. */
export const nightSky =
  (look: {
    readonly sky: readonly Colour[];
    readonly band?: readonly Colour[];
    readonly aurora?: readonly [Colour, ...Colour[]];
    readonly moon?: readonly [number, number, number];
    readonly tent?: number;
    readonly ground: Colour;
  }): Scene =>
  (canvas) => {
    const { width, height, random } = canvas;
    const cloud = (colour: Colour, wide: number): string =>
      `<g filter="${blur(canvas, wide * 0.4)}">${repeat(26, (at) => `<ellipse cx="${width * (0.08 + at * 0.86) + random.between(-40, 40)}" cy="${height * (0.82 - at * 0.8) + random.between(-35, 35)}" rx="${wide * random.between(0.5, 1.4)}" ry="${wide * random.between(0.4, 0.9)}" fill="${colour}" opacity="0.3"/>`)}</g>`;
    const milky = (look.band ?? []).map((colour, index) => cloud(colour, height * (0.16 - index * 0.045))).join('');
    const dust = repeat(look.band ? 1500 : 0, () => {
      const at = random.between(0, 1);
      const off = (random.between(-1, 1) + random.between(-1, 1) + random.between(-1, 1)) * height * 0.075;
      return `<circle cx="${(width * (0.05 + at * 0.92) + off * 0.5).toFixed(1)}" cy="${(height * (0.86 - at * 0.86) + off).toFixed(1)}" r="${random.between(0.4, 1.3).toFixed(2)}" fill="#ffffff" opacity="${random.between(0.3, 0.9).toFixed(2)}"/>`;
    });
    const curtain = (colour: Colour, level: number): string => {
      const [phase, waves] = [random.between(0, 6), random.between(1.1, 2)];
      const rays = repeat(170, (at) => {
        const foot =
          height * level +
          Math.sin(at * 6.28 * waves + phase) * height * 0.085 +
          Math.sin(at * 17 + phase) * height * 0.018;
        const tall = height * random.between(0.22, 0.42);
        return `<rect x="${(at * width).toFixed(1)}" y="${(foot - tall).toFixed(1)}" width="${(width / 120).toFixed(1)}" height="${tall.toFixed(1)}" fill="${vertical(
          canvas,
          [
            [0, colour, 0],
            [0.8, colour, 0.5 * random.between(0.5, 1)],
            [1, colour, 0],
          ],
        )}"/>`;
      });
      return `<g filter="${blur(canvas, 5)}">${rays}</g>`;
    };
    const aurora = (look.aurora ?? []).map((colour, index) => curtain(colour, 0.62 - index * 0.09)).join('');
    const ridge = skyline(canvas, height * 0.84, height * 0.06, 0.5);
    const trees = repeat(64, () => {
      const x = random.between(0, width);
      return Math.abs(x / width - (look.tent ?? -1)) < 0.09
        ? ''
        : conifer(canvas, x, heightAt(canvas, ridge, x) + 15, height * random.between(0.05, 0.17), look.ground);
    });
    const tent = (at: number): string => {
      const [x, y, size] = [width * at, heightAt(canvas, ridge, width * at) + 34, height * 0.07];
      return `${glow(canvas, x, y - size * 0.4, size * 3.2, '#ffb347', 0.7)}<path d="M${x - size} ${y} Q${x - size * 0.5} ${y - size * 1.1} ${x} ${y - size * 1.05} Q${x + size * 0.6} ${y - size} ${x + size} ${y} Z" fill="${vertical(
        canvas,
        [
          [0, '#e8772e'],
          [1, '#ffd27a'],
        ],
      )}"/><path d="M${x} ${y - size * 1.05} L${x - size * 0.24} ${y} H${x + size * 0.24} Z" fill="#fff2c2"/>`;
    };
    return (
      sky(canvas, look.sky, height * 0.88) +
      milky +
      stars(canvas, 520, height * 0.9) +
      dust +
      aurora +
      (look.moon
        ? moon(canvas, width * look.moon[0], height * look.moon[1], height * look.moon[2]) +
          wisps(canvas, height * 0.3, height * 0.75, '#9fb4e0', 0.48, 0.5)
        : '') +
      trees +
      land(canvas, ridge, look.ground) +
      (look.tent ? tent(look.tent) : '') +
      finish(canvas, 0.3)
    );
  };
