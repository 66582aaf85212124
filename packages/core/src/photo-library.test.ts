import { describe, expect, it } from 'vitest';
import { album, asset } from '../test/library.ts';
import { setUp, trips } from '../test/set-up.ts';
import { readAll } from './conformance/expect.ts';
import { createMemorySource } from './memory/memory-source.ts';
import { createPhotoLibrary } from './photo-library.ts';
import type { FileResource } from './ports/resource.ts';

describe('the tree of albums', () => {
  it('shows albums at the root and their files in them', async () => {
    const { names } = setUp([trips, album('A/B', [])]);
    expect(await names()).toEqual(['A_B', 'Trips']);
    expect(await names('Trips')).toEqual(['a.jpg', 'b.mp4']);
  });

  it('puts images and videos apart when it is not flattened', async () => {
    const { names, tree } = setUp([trips], { flatten: false });
    expect(await names('Trips')).toEqual(['images', 'videos']);
    expect(await names('Trips', 'videos')).toEqual(['b.mp4']);
    expect(await tree.resolve(['Trips', 'images', 'b.mp4'])).toBeUndefined();
  });

  it('finds a name in both Unicode forms', async () => {
    const { tree } = setUp([album('Süd', [asset('é.jpg')])]);
    const composed = await tree.resolve(['S\u00fcd', '\u00e9.jpg']);
    expect(composed?.kind).toBe('file');
    expect(await tree.resolve(['Su\u0308d', 'e\u0301.jpg'])).toEqual(composed);
  });

  it('knows nothing below a file or under another name', async () => {
    const { tree } = setUp([trips]);
    expect(await tree.resolve(['Trips', 'a.jpg', 'x'])).toBeUndefined();
    expect(await tree.resolve(['nope'])).toBeUndefined();
  });

  it('shows only the chosen albums and leaves excluded file types out', async () => {
    const { names } = setUp([trips, album('Other', [])], { albumIds: [trips.id], excludedExtensions: ['mp4'] });
    expect(await names()).toEqual(['Trips']);
    expect(await names('Trips')).toEqual(['a.jpg']);
  });

  it('vouches only for content whose digest is known', async () => {
    const { tree } = setUp([album('Trips', [asset('a.jpg'), asset('b.jpg', 'b', { sha1: 'ff' })])]);
    expect(await tree.resolve(['Trips', 'a.jpg'])).toMatchObject({ weak: true });
    expect(await tree.resolve(['Trips', 'b.jpg'])).not.toHaveProperty('weak');
  });

  it('streams a file', async () => {
    const { tree } = setUp([trips]);
    const file = (await tree.resolve(['Trips', 'a.jpg'])) as FileResource;
    expect(await readAll(await tree.open(file))).toEqual([...new TextEncoder().encode('a.jpg')]);
  });

  it('leaves out a file type also where the name is cleaned', async () => {
    const { names } = setUp([album('Trips', [asset('a.jpg.'), asset('b.png')])], { excludedExtensions: ['jpg'] });
    expect(await names('Trips')).toEqual(['b.png']);
  });
});

it('needs a source and nothing else', async () => {
  const library = createPhotoLibrary({ source: createMemorySource([trips]) });
  await library.refresh();
  expect(library.ready).toBe(true);
  expect(await library.tree.resolve(['Trips', 'a.jpg'])).toMatchObject({ kind: 'file', size: 5 });
  library.start();
  await library.stop();
});
