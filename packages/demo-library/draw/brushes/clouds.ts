import { type Canvas, repeat } from '../canvas.ts';
import type { Colour } from '../colour.ts';
import { blur, vertical } from './light.ts';

/** Turbulence as a veil of `colour`: `fine` is its frequency across and down, `cover` from 0 (clear) to 1. */
function veil(canvas: Canvas, colour: Colour, fine: readonly [number, number], cover: number): string {
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255);
  const noise = `<feTurbulence type="fractalNoise" baseFrequency="${fine.join(' ')}" numOctaves="5" seed="${canvas.random.whole(1, 999)}"/>`;
  const tint = `<feColorMatrix values="0 0 0 0 ${red} 0 0 0 0 ${green} 0 0 0 0 ${blue} 2.6 0 0 0 ${cover * 1.6 - 1.75}"/>`;
  return canvas.define('filter x="0" y="0" width="1" height="1" color-interpolation-filters="sRGB"', noise + tint);
}

/** Wispy clouds from `top` to `bottom`, fading out at both ends. */
export function wisps(canvas: Canvas, top: number, bottom: number, colour: Colour, cover = 0.5, opacity = 1): string {
  const filter = veil(canvas, colour, [0.0016, 0.007], cover);
  const fade = vertical(canvas, [
    [0, '#ffffff', 0],
    [0.35, '#ffffff'],
    [0.7, '#ffffff'],
    [1, '#ffffff', 0],
  ]);
  const box = `x="0" y="${top}" width="${canvas.width}" height="${bottom - top}"`;
  const mask = canvas.define('mask maskUnits="userSpaceOnUse"', `<rect ${box} fill="${fade}"/>`);
  return `<g mask="${mask}" opacity="${opacity}"><rect ${box} filter="${filter}"/></g>`;
}

/** A heaped cloud, lit from above. */
export function heap(canvas: Canvas, x: number, y: number, size: number, light: Colour, dark: Colour): string {
  const puff = (lift: number, colour: Colour): string =>
    repeat(30, (position) => {
      const across = (position - 0.5) * 2;
      const radius = size * (0.08 + 0.2 * (1 - across * across)) * canvas.random.between(0.55, 1.35);
      return `<circle cx="${x + across * size}" cy="${y - radius * canvas.random.between(0.4, 1.1) - lift}" r="${radius}" fill="${colour}"/>`;
    });
  return `<g filter="${blur(canvas, size * 0.022)}">${puff(0, dark)}${puff(size * 0.07, light)}</g>`;
}

/** A bank of mist: a blurred band with its strongest part at `y`. */
export function mist(canvas: Canvas, y: number, depth: number, colour: Colour, opacity = 0.7): string {
  const fill = vertical(canvas, [
    [0, colour, 0],
    [0.5, colour, opacity],
    [1, colour, 0],
  ]);
  return `<rect x="0" y="${y - depth}" width="${canvas.width}" height="${depth * 2}" fill="${fill}"/>`;
}
