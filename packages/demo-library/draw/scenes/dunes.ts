import { wisps } from '../brushes/clouds.ts';
import { finish } from '../brushes/finish.ts';
import { land, rolling } from '../brushes/land.ts';
import { vertical } from '../brushes/light.ts';
import { moon, sky, stars, sun } from '../brushes/sky.ts';
import { repeat, type Scene } from '../canvas.ts';
import { type Colour, mix, shade } from '../colour.ts';

/** A camel, walking to the right; its feet stand at `y`. */
const camel = (x: number, y: number, size: number, paint: string): string =>
  `<g transform="translate(${x} ${y}) scale(${size})" fill="${paint}"><path d="M0 0 L1 -20 Q0 -30 8 -32 Q14 -46 21 -34 Q26 -33 29 -34 Q35 -33 37 -44 Q38 -48 44 -47 L46 -44 L40 -42 Q40 -26 31 -22 L32 0 L30 0 L27 -20 L24 0 L22 0 L22 -20 Q12 -18 7 -20 L9 0 L7 0 L4 -18 L2 0 Z"/></g>`;

/** Dunes with a lit and a shaded side, and a caravan on a crest. */
export const dunes =
  (look: {
    readonly sky: readonly Colour[];
    readonly sand: Colour;
    readonly shadow: Colour;
    readonly light: readonly [number, number];
    readonly night?: boolean;
    readonly camels?: boolean;
  }): Scene =>
  (canvas) => {
    const { width, height, random } = canvas;
    const [x, y] = [look.light[0] * width, look.light[1] * height];
    const crest = (part: number): string => {
      const level = height * (0.5 + part * 0.36);
      const line = rolling(canvas, level, height * (0.035 + part * 0.05), 0.7 + random.between(0, 0.8));
      const lit = mix(mix(look.sand, look.sky.at(-1) ?? look.sand, 0.55), look.sand, part);
      const paint = vertical(canvas, [
        [0, shade(lit, 0.16)],
        [0.5, lit],
        [1, mix(lit, look.shadow, 0.75)],
      ]);
      const peak = random.between(0.2, 0.75) * width;
      const top = line[Math.round((peak / width) * 128)] ?? level;
      const slip = `<path d="M${peak} ${top} C${peak - width * 0.05} ${top + height * 0.1} ${peak + width * 0.12} ${top + height * 0.16} ${peak - width * 0.06} ${height} H${peak + width * 0.75} C${peak + width * 0.5} ${top + height * 0.25} ${peak + width * 0.2} ${top + height * 0.09} ${peak} ${top} Z" fill="${look.shadow}" opacity="${0.2 + part * 0.4}"/>`;
      const ripple = repeat(
        part > 0.7 ? 26 : 0,
        (at) =>
          `<path d="M0 ${level + height * (0.06 + at * 0.3)} q${width * 0.25} ${-height * 0.035} ${width * 0.5} ${random.between(-5, 5)} t${width * 0.5} 0" stroke="${look.shadow}" stroke-width="${1 + at * 4}" fill="none" opacity="0.16"/>`,
      );
      const clip = canvas.define('clipPath', land(canvas, line, '#000'));
      const caravan =
        look.camels && part > 0.3 && part < 0.6
          ? repeat(5, (at) => {
              const left = width * (0.28 + at * 0.3);
              return camel(
                left,
                (line[Math.round((left / width) * 128)] ?? level) + 6,
                height / 900,
                mix(look.shadow, '#000000', 0.45),
              );
            })
          : '';
      return `${caravan}${land(canvas, line, paint)}<g clip-path="${clip}">${slip}${ripple}</g>`;
    };
    return (
      sky(canvas, look.sky, height * 0.55) +
      (look.night
        ? stars(canvas, 600, height * 0.6) + moon(canvas, x, y, height * 0.04)
        : wisps(canvas, 0, height * 0.45, '#fff1dd', 0.4, 0.5) + sun(canvas, x, y, height * 0.04, '#ffe0a8')) +
      repeat(5, crest) +
      finish(canvas)
    );
  };
