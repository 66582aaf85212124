import { createRandom, type Random } from '../src/random.ts';

/** What a scene draws on: its size in pixels, its random numbers and the SVG definitions it needs. */
export interface Canvas {
  readonly width: number;
  readonly height: number;
  readonly random: Random;
  /** Adds a gradient, filter or clip path; returns the `url(#…)` that refers to it. */
  define(element: string, content: string): string;
}

/** Draws a picture: returns SVG elements, the farthest first. */
export type Scene = (canvas: Canvas) => string;

/** Runs `scene` and wraps its elements in an SVG document. */
export function drawSvg(scene: Scene, width: number, height: number, seed: number): string {
  const definitions: string[] = [];
  const define = (element: string, content: string): string => {
    const id = `d${definitions.length}`;
    const [name] = element.split(' ');
    definitions.push(`<${element} id="${id}">${content}</${name}>`);
    return `url(#${id})`;
  };
  const body = scene({ width, height, random: createRandom(seed), define });
  const size = `width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size}><defs>${definitions.join('')}</defs>${body}</svg>`;
}

/** `count` drawings in one string; `draw` gets the position from 0 to 1 and the index. */
export function repeat(count: number, draw: (position: number, index: number) => string): string {
  return Array.from({ length: count }, (_, index) => draw(count > 1 ? index / (count - 1) : 0, index)).join('');
}
