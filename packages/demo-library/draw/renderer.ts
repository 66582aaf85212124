import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

/** Tags of an image, as `sharp` takes them: one record per image file directory. */
export type ExifTags = Readonly<Record<'IFD0' | 'IFD2' | 'IFD3', Readonly<Record<string, string>>>>;

interface Image {
  withExif(tags: ExifTags): Image;
  jpeg(options: { quality: number; mozjpeg: boolean }): Image;
  png(options: { palette: boolean; quality: number; effort: number; dither: number }): Image;
  removeAlpha(): Image;
  raw(): Image;
  resize(width: number): Image;
  toBuffer(): Promise<Buffer>;
}

/** The part of `sharp` that we use: it turns SVG into pixels. */
export type Renderer = (input: Buffer, options?: { unlimited: boolean }) => Image;

/** Loads `sharp` from the `node_modules` of `folder`; it is no dependency of this repository. */
export function loadRenderer(folder: string): Renderer {
  const load = createRequire(join(resolve(folder), 'package.json'));
  return load('sharp') as Renderer;
}
