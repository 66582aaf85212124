import { type AssetSource, createMemorySource, type OpenOptions, type RenditionMetadata } from '@immich-webdav/core';
import { expect, it } from 'vitest';
import { asset, bytesOf, cached, noise } from '../test/library.ts';

const file = asset('a', noise(9000));
const old = { bytes: noise(5000, 2), tag: 'W/"old"' };
const next = { bytes: noise(5000, 3), tag: 'W/"new"' };
const factsOf = ({ bytes, tag }: typeof old): RenditionMetadata => ({
  size: bytes.length,
  mediaType: 'image/jpeg',
  tag,
});

/** A library with one preview, which may change, and which it gives whatever metadata it is asked for. */
function previews() {
  const library = { preview: old, opened: [] as OpenOptions[], isDown: false };
  const source: AssetSource = {
    ...createMemorySource(),
    async open(_asset, rendition, options = {}) {
      if (library.isDown) throw new Error('Down.');
      library.opened.push(options);
      const { bytes, tag } = rendition === 'original' ? { bytes: file.content, tag: undefined } : library.preview;
      const { first, last } = { first: 0, last: bytes.length - 1, ...options.range };
      const body = (async function* () {
        yield bytes.subarray(first, last + 1);
      })();
      const range = options.range && { range: { first, last } };
      return { body, size: bytes.length, ...(tag !== undefined && { tag, mediaType: 'image/jpeg' }), ...range };
    },
  };
  return { library, source };
}

it('passes a rendition through of which nothing is known, also one as long as the original', async () => {
  const { library, source } = previews();
  library.preview = { bytes: noise(file.content.length, 4), tag: 'W/"as long"' };
  const { cache } = await cached(source);
  await bytesOf(cache.open(file, 'original'));
  for (let round = 0; round < 2; round++)
    expect((await bytesOf(cache.open(file, 'preview'))).equals(library.preview.bytes)).toBe(true);
  expect(library.opened).toHaveLength(3);
});

it('passes a rendition through whose tag tells nothing', async () => {
  const { library, source } = previews();
  library.preview = { ...old, tag: '' };
  const { cache } = await cached(source);
  for (let round = 0; round < 2; round++)
    await bytesOf(cache.open(file, 'preview', { metadata: factsOf(library.preview) }));
  expect(library.opened).toHaveLength(2);
});

it('fetches a rendition once that is known, and has it after a restart while the library is down', async () => {
  const { library, source } = previews();
  const metadata = factsOf(old);
  const { cache, folder } = await cached(source);
  for (let round = 0; round < 2; round++)
    expect((await bytesOf(cache.open(file, 'preview', { metadata }))).equals(old.bytes)).toBe(true);
  expect(library.opened.map((options) => options.metadata)).toEqual([metadata]);
  await cache.close();
  library.isDown = true;
  const again = await cached(source, { folder });
  const range = { first: 4000, last: 4500 };
  const { body, ...about } = await again.cache.open(file, 'preview', { metadata, range });
  expect(about).toEqual({ ...metadata, range });
  expect((await bytesOf({ body })).equals(old.bytes.subarray(4000, 4501))).toBe(true);
});

it('keeps renditions apart from each other and from the original', async () => {
  const { library, source } = previews();
  const { cache } = await cached(source);
  for (const rendition of ['original', 'preview', 'thumbnail'] as const) {
    const expected = rendition === 'original' ? file.content : old.bytes;
    for (let round = 0; round < 2; round++)
      expect((await bytesOf(cache.open(file, rendition, { metadata: factsOf(old) }))).equals(expected)).toBe(true);
  }
  expect(library.opened).toHaveLength(3);
});

it.each([
  ['the old one is in the cache', true],
  ['nothing is in the cache', false],
])('never gives one rendition for the other when it changed in the library, and %s', async (_when, isKept) => {
  const { library, source } = previews();
  const { cache } = await cached(source);
  const read = (version: typeof old, range?: OpenOptions['range']) =>
    cache.open(file, 'preview', { metadata: factsOf(version), ...(range && { range }) });
  if (isKept) await bytesOf(read(old));
  library.preview = next;
  if (isKept) expect((await bytesOf(read(old))).equals(old.bytes)).toBe(true);
  else {
    const { body, ...about } = await read(old);
    expect(about).toEqual(factsOf(next));
    expect((await bytesOf({ body })).equals(next.bytes)).toBe(true);
  }
  for (let round = 0; round < 2; round++) expect((await bytesOf(read(next))).equals(next.bytes)).toBe(true);
  // It changes back: nothing of the one was kept as the other.
  library.preview = old;
  expect((await bytesOf(read(old))).equals(old.bytes)).toBe(true);
  expect((await bytesOf(read(next))).equals(next.bytes)).toBe(true);
});

it('does not put one together from parts of two', async () => {
  const { library, source } = previews();
  const { cache } = await cached(source, { blockBytes: 1000 });
  const metadata = factsOf(old);
  await bytesOf(cache.open(file, 'preview', { metadata, range: { first: 0, last: 999 } }));
  library.preview = next;
  const reading = async () => bytesOf(cache.open(file, 'preview', { metadata }));
  await expect(reading()).rejects.toMatchObject({ name: 'LibraryError', code: 'bad-response' });
  expect(library.opened.at(-1)?.range).toEqual({ first: 1000, last: 4999 });
});

it('tells of a rendition that got another length, and keeps nothing of it', async () => {
  const { library, source } = previews();
  library.preview = { ...old, bytes: noise(4000, 5) };
  const { cache } = await cached(source);
  const opened = await cache.open(file, 'preview', { metadata: factsOf(old) });
  expect(opened.size).toBe(4000);
  expect(await bytesOf(opened)).toHaveLength(4000);
  library.preview = old;
  expect((await bytesOf(cache.open(file, 'preview', { metadata: factsOf(old) }))).equals(old.bytes)).toBe(true);
});
