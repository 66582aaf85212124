import { createPhotoLibrary } from '@immich-webdav/core';
import { assetSourceConformance, runCase } from '@immich-webdav/core/conformance';
import { describe, expect, it } from 'vitest';
import { colorSource } from './color-source.ts';

const svg = (color: string, edge: number) => ({
  content: Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${edge}" height="${edge}" style="background:${color}"/>`,
  ),
});
const picture = (color: string) => ({
  fileName: `${color}.svg`,
  ...svg(color, 1000),
  renditions: { thumbnail: svg(color, 100) },
});
const albums = [
  { name: 'Warm', assets: ['crimson', 'tomato', 'gold'].map(picture) },
  { name: 'Cool', assets: ['teal'].map(picture) },
];

describe('an own source conforms', () => {
  for (const rule of assetSourceConformance)
    it(rule.name, (context) => runCase(rule, { source: colorSource, albums }, (reason) => context.skip(reason)));
});

it('has views of months and tags, and thumbnails', async () => {
  const clock = { now: Date.now, elapsed: Date.now, random: Math.random, sleep: async () => {} };
  const views = ['albums', 'tags', 'timeline'] as const;
  const renditions = ['original', 'thumbnail'] as const;
  const { tree } = createPhotoLibrary({ source: colorSource, clock, show: { views, renditions } });
  const names = async (...path: string[]) => {
    const found = await tree.resolve(path);
    return found?.kind === 'collection' ? (await tree.members(found)).map(({ name }) => name) : [];
  };
  expect(await names('Original', 'Tags', 'Red')).toEqual(['crimson.svg', 'tomato.svg']);
  expect(await names('Original', 'Timeline', '2026', '2026-02')).toEqual(['gold.svg', 'teal.svg', 'tomato.svg']);
  expect(await names('Thumbnail', 'Albums', 'Cool')).toEqual(['teal.webp']);
});
