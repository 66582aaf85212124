import { mist, wisps } from '../brushes/clouds.ts';
import { birds, finish } from '../brushes/finish.ts';
import { land, skyline } from '../brushes/land.ts';
import { sky, sun } from '../brushes/sky.ts';
import { glints, ripples, water } from '../brushes/water.ts';
import { repeat, type Scene } from '../canvas.ts';
import { type Colour, mix, shade } from '../colour.ts';

/** A suspension bridge whose towers rise out of sea fog. */
export const bridge =
  (look: {
    readonly sky: readonly Colour[];
    readonly steel: Colour;
    readonly sea: readonly Colour[];
    readonly fog: Colour;
    readonly sun: readonly [number, number];
  }): Scene =>
  (canvas) => {
    const { width, height } = canvas;
    const [deck, top, horizon] = [height * 0.58, height * 0.2, height * 0.7];
    const towers = [0.27, 0.73].map((at) => {
      const [x, wide] = [at * width, width * 0.016];
      const leg = (sign: number): string =>
        `<rect x="${x + sign * wide - wide * 0.32}" y="${top}" width="${wide * 0.64}" height="${height * 0.62}" fill="${sign < 0 ? look.steel : shade(look.steel, -0.25)}"/>`;
      return (
        leg(-1) +
        leg(1) +
        repeat(
          5,
          (part) =>
            `<rect x="${x - wide}" y="${top + 10 + part * height * 0.46}" width="${wide * 2}" height="${height * 0.017}" fill="${shade(look.steel, -0.12)}"/>`,
        )
      );
    });
    const sag = (x: number): number => {
      const part = (x / width - 0.5) / 0.23;
      return Math.abs(part) <= 1
        ? top + (deck - top - 26) * (1 - part * part)
        : top + (deck - top) * Math.min(1, (Math.abs(part) - 1) / 1.15);
    };
    const cable = Array.from(
      { length: 121 },
      (_, index) => `${(index / 120) * width} ${sag((index / 120) * width)}`,
    ).join(' L');
    const hangers = repeat(
      92,
      (at) =>
        `<path d="M${at * width} ${sag(at * width)} V${deck}" stroke="${look.steel}" stroke-width="2" opacity="0.8"/>`,
    );
    const road = `<rect y="${deck}" width="${width}" height="${height * 0.012}" fill="${look.steel}"/><rect y="${deck + height * 0.012}" width="${width}" height="${height * 0.02}" fill="${shade(look.steel, -0.45)}"/>${repeat(60, (at) => `<path d="M${at * width} ${deck + height * 0.032} l${width / 120} ${-height * 0.02} l${width / 120} ${height * 0.02}" stroke="${look.steel}" stroke-width="2" fill="none"/>`)}`;
    const coast = repeat(2, (part) =>
      land(
        canvas,
        skyline(canvas, horizon - height * (0.09 - part * 0.04), height * 0.09, 0.5),
        mix(look.fog, shade(look.steel, -0.75), 0.3 + part * 0.3),
      ),
    );
    return (
      sky(canvas, look.sky, horizon) +
      wisps(canvas, 0, height * 0.5, '#fff3e6', 0.5, 0.7) +
      sun(canvas, look.sun[0] * width, look.sun[1] * height, height * 0.035, '#ffd9a0') +
      coast +
      water(canvas, horizon, look.sea) +
      ripples(canvas, horizon, '#ffffff', 0.2) +
      glints(canvas, look.sun[0] * width, horizon, width * 0.2, '#ffe6bd') +
      mist(canvas, horizon, height * 0.1, look.fog, 0.8) +
      towers.join('') +
      hangers +
      `<path d="M${cable}" stroke="${look.steel}" stroke-width="7" fill="none"/>` +
      road +
      wisps(canvas, height * 0.5, height * 0.98, look.fog, 0.72, 0.95) +
      birds(canvas, width * 0.5, height * 0.25, 6, height * 0.013, '#333c48') +
      finish(canvas)
    );
  };
