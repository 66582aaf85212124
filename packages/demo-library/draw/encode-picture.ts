import type { DemoAsset } from '../src/demo-library.ts';
import { drawSvg } from './canvas.ts';
import { exifTags } from './exif.ts';
import type { Picture } from './picture.ts';
import type { Renderer } from './renderer.ts';

/** Long and short edge in pixels: 3:2, as cameras take it. */
const [long, short] = [1600, 1067];
const largest = 92_000;

/** The picture as a JPEG (the best quality below 92 kB) or PNG file, with the facts of `asset` as EXIF. */
export async function encodePicture(renderer: Renderer, picture: Picture, asset: DemoAsset): Promise<Buffer> {
  const [width, height] = picture.portrait ? [short, long] : [long, short];
  const svg = Buffer.from(drawSvg(picture.scene, width, height, picture.seed));
  const image = () => renderer(svg, { unlimited: true }).removeAlpha().withExif(exifTags(asset));
  if (picture.media.endsWith('.png')) {
    return image().resize(900).png({ palette: true, quality: 80, effort: 10, dither: 0.6 }).toBuffer();
  }
  for (let quality = 90; ; quality -= 4) {
    const bytes = await image().jpeg({ quality, mozjpeg: true }).toBuffer();
    if (bytes.length <= largest || quality <= 40) return bytes;
  }
}
