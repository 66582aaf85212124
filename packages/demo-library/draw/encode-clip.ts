import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { DemoAsset } from '../src/demo-library.ts';
import { drawSvg } from './canvas.ts';
import type { Clip } from './clip.ts';
import type { Renderer } from './renderer.ts';

const [width, height, rate] = [1280, 720, 24];

/** H.264 that every player knows, with its index in front so that it can be streamed. */
const output = [
  '-c:v',
  'libx264',
  '-profile:v',
  'high',
  '-preset',
  'veryslow',
  '-crf',
  '25',
  '-pix_fmt',
  'yuv420p',
  '-movflags',
  '+faststart',
];
const metadata = (asset: DemoAsset): string[] =>
  Object.entries({ creation_time: asset.capturedAt, make: 'Immich WebDAV Demo', model: 'Immich WebDAV Demo' }).flatMap(
    ([key, value]) => ['-metadata', `${key}=${value}`],
  );

/** Renders every frame and has `ffmpeg` write them to `file`. */
export async function encodeClip(renderer: Renderer, clip: Clip, asset: DemoAsset, file: string): Promise<void> {
  const input = ['-f', 'rawvideo', '-pix_fmt', 'rgb24', '-s', `${width}x${height}`, '-r', String(rate), '-i', 'pipe:0'];
  const ffmpeg = spawn('ffmpeg', ['-v', 'error', '-y', ...input, ...output, ...metadata(asset), file], {
    stdio: ['pipe', 'inherit', 'inherit'],
  });
  const ended = once(ffmpeg, 'close');
  const frames = clip.seconds * rate;
  for (let frame = 0; frame < frames; frame += 1) {
    const svg = drawSvg((canvas) => clip.draw(canvas, frame / (frames - 1)), width, height, clip.seed);
    const pixels = await renderer(Buffer.from(svg)).removeAlpha().raw().toBuffer();
    if (!ffmpeg.stdin.write(pixels)) await once(ffmpeg.stdin, 'drain');
  }
  ffmpeg.stdin.end();
  const [code] = await ended;
  if (code !== 0) throw new Error(`ffmpeg ended with ${code}: see its message above.`);
}
