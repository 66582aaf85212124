import { type Canvas, repeat } from '../canvas.ts';
import type { Colour } from '../colour.ts';
import { radial } from './light.ts';

/** Seven jellyfish, the last one the nearest. */
export function jellyfish(canvas: Canvas, colour: Colour): string {
  const { width, height, random } = canvas;
  return repeat(7, (part) => {
    const [x, y, size] = [
      random.between(0.08, 0.92) * width,
      random.between(0.12, 0.6) * height,
      height * (0.03 + part * 0.09),
    ];
    const arms = repeat(
      11,
      (at) =>
        `<path d="M${x + (at - 0.5) * size * 1.5} ${y} q${random.between(-0.4, 0.4) * size} ${size} ${random.between(-0.2, 0.2) * size} ${size * 1.5} t${random.between(-0.3, 0.3) * size} ${size * random.between(0.8, 1.5)}" stroke="${colour}" stroke-width="${1.5 + part * 3}" fill="none" opacity="0.45"/>`,
    );
    const bell = `M${x - size} ${y} C${x - size} ${y - size * 1.5} ${x + size} ${y - size * 1.5} ${x + size} ${y} q${-size * 0.25} ${size * 0.18} ${-size * 0.5} 0 q${-size * 0.25} ${size * 0.18} ${-size * 0.5} 0 q${-size * 0.25} ${size * 0.18} ${-size * 0.5} 0 q${-size * 0.25} ${size * 0.18} ${-size * 0.5} 0 Z`;
    return `${arms}<path d="${bell}" fill="${radial(
      canvas,
      [
        [0, '#ffffff', 0.75],
        [0.5, colour, 0.55],
        [1, colour, 0.85],
      ],
      0.45,
      0.3,
      0.75,
    )}"/>`;
  });
}
