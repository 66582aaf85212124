import { wisps } from '../brushes/clouds.ts';
import { birds, finish } from '../brushes/finish.ts';
import { land, skyline } from '../brushes/land.ts';
import { blur, even, glow, horizontal, vertical } from '../brushes/light.ts';
import { sky, stars } from '../brushes/sky.ts';
import { ripples, water } from '../brushes/water.ts';
import { repeat, type Scene } from '../canvas.ts';
import { type Colour, shade } from '../colour.ts';

/** A striped lighthouse on a cliff above the sea; at night its beam sweeps the sky. */
export const lighthouse =
  (look: {
    readonly sky: readonly Colour[];
    readonly sea: readonly Colour[];
    readonly rock: Colour;
    readonly stripe: Colour;
    readonly at: number;
    readonly night?: boolean;
  }): Scene =>
  (canvas) => {
    const { width, height, random } = canvas;
    const [x, foot, tall, wide] = [width * look.at, height * 0.66, height * 0.46, height * 0.075];
    const round = horizontal(canvas, [
      [0, '#000000', 0.45],
      [0.35, '#ffffff', 0.12],
      [1, '#000020', 0.5],
    ]);
    const edge = (part: number): number => wide * (0.5 - part * 0.17);
    const bands = repeat(7, (_, index) => {
      const [low, high] = [index / 7, (index + 1) / 7];
      return `<path d="M${x - edge(low)} ${foot - tall * low} L${x - edge(high)} ${foot - tall * high} H${x + edge(high)} L${x + edge(low)} ${foot - tall * low} Z" fill="${index % 2 ? '#f6f1e7' : look.stripe}"/>`;
    });
    const body = `<path d="M${x - edge(0)} ${foot} L${x - edge(1)} ${foot - tall} H${x + edge(1)} L${x + edge(0)} ${foot} Z" fill="${round}"/>`;
    const top = foot - tall;
    const lamp = `<rect x="${x - wide * 0.45}" y="${top - 6}" width="${wide * 0.9}" height="9" fill="#20242c"/><rect x="${x - wide * 0.24}" y="${top - wide * 0.62}" width="${wide * 0.48}" height="${wide * 0.56}" fill="#ffe9a8"/><path d="M${x - wide * 0.34} ${top - wide * 0.6} Q${x} ${top - wide * 1.25} ${x + wide * 0.34} ${top - wide * 0.6} Z" fill="${look.stripe}"/>`;
    const cone = (sign: number): string =>
      `<path d="M${x} ${top - wide * 0.35} L${x + sign * width} ${top - height * 0.28} V${top + height * 0.02} Z" fill="${horizontal(
        canvas,
        sign > 0
          ? [
              [0, '#fff3c0', 0.75],
              [1, '#fff3c0', 0],
            ]
          : [
              [0, '#fff3c0', 0],
              [1, '#fff3c0', 0.75],
            ],
      )}" filter="${blur(canvas, 8)}"/>`;
    const cliff = (level: number, colour: Colour): string => {
      const rough = skyline(canvas, 0, height * 0.05, 0.6);
      const line = rough.map((swing, index) => {
        const away = Math.abs(index / 256 - look.at);
        return (
          height * level +
          swing * (level > 0.66 || away > 0.12 ? 1 : 0.12) +
          Math.max(0, away - 0.12 - (level - 0.655) * 0.75) ** 1.1 * height * 1.2
        );
      });
      return land(canvas, line, vertical(canvas, even([shade(colour, 0.2), colour, shade(colour, -0.6)])));
    };
    const spray = repeat(
      70,
      () =>
        `<circle cx="${x + random.between(-0.36, 0.36) * width}" cy="${height * random.between(0.93, 0.99)}" r="${random.between(4, 22)}" fill="#ffffff" opacity="0.35"/>`,
    );
    const house = `<rect x="${x + wide * 0.7}" y="${foot - wide * 0.75}" width="${wide * 1.5}" height="${wide * 0.85}" fill="#efe6d6"/><path d="M${x + wide * 0.55} ${foot - wide * 0.75} l${wide * 0.9} ${-wide * 0.6} l${wide * 0.9} ${wide * 0.6} Z" fill="${look.stripe}"/><rect x="${x + wide * 1.3}" y="${foot - wide * 0.5}" width="${wide * 0.3}" height="${wide * 0.3}" fill="#ffd57e"/>`;
    return (
      sky(canvas, look.sky, height * 0.62) +
      (look.night ? stars(canvas, 300, height * 0.6) : '') +
      wisps(canvas, 0, height * 0.6, '#ffffff', 0.5, look.night ? 0.16 : 0.6) +
      water(canvas, height * 0.62, look.sea) +
      ripples(canvas, height * 0.62, '#ffffff', 0.24) +
      (look.night
        ? cone(1) + cone(-1)
        : birds(canvas, width * (1 - look.at), height * 0.3, 8, height * 0.014, '#39424e')) +
      house +
      bands +
      body +
      lamp +
      (look.night ? glow(canvas, x, top - wide * 0.35, wide * 3, '#fff0b0', 1) : '') +
      cliff(0.655, look.rock) +
      cliff(0.73, shade(look.rock, -0.18)) +
      cliff(0.8, shade(look.rock, -0.34)) +
      cliff(0.88, shade(look.rock, -0.5)) +
      `<g filter="${blur(canvas, 9)}">${spray}</g>` +
      finish(canvas)
    );
  };
