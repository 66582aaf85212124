export { type DemoAlbum, type DemoAsset, type DemoLibrary, demoLibrary } from './demo-library.ts';
export { mediaPath } from './media-path.ts';
export { createRandom, type Random } from './random.ts';
