/**
 * Draws the demo library anew, by hand. The renderer is no dependency of this repository:
 *
 *     npm install --prefix /tmp/renderer sharp
 *     node packages/demo-library/draw/main.ts /tmp/renderer [part of a file name]
 *
 * The clips need `ffmpeg` on the PATH. What is taken where and when stands in `src/library.json`.
 */
import { writeFile } from 'node:fs/promises';
import { demoLibrary } from '../src/demo-library.ts';
import { mediaPath } from '../src/media-path.ts';
import { clips } from './clips.ts';
import { encodeClip } from './encode-clip.ts';
import { encodePicture } from './encode-picture.ts';
import { pictures } from './pictures.ts';
import { loadRenderer } from './renderer.ts';

const [folder, only = ''] = process.argv.slice(2);
if (folder === undefined) throw new Error('Give the folder into which sharp was installed.');
const renderer = loadRenderer(folder);
const factsOf = (media: string) => {
  const asset = demoLibrary.assets.find((candidate) => candidate.media === media);
  if (asset === undefined) throw new Error(`Describe ${media} in library.json first.`);
  return asset;
};

for (const picture of pictures.filter(({ media }) => media.includes(only))) {
  const bytes = await encodePicture(renderer, picture, factsOf(picture.media));
  await writeFile(mediaPath(picture.media), bytes);
  console.log(`${picture.media} ${Math.round(bytes.length / 1024)} KiB`);
}
for (const clip of clips.filter(({ media }) => media.includes(only))) {
  await encodeClip(renderer, clip, factsOf(clip.media), mediaPath(clip.media));
  console.log(clip.media);
}
