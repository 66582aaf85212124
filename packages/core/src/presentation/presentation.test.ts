import { describe, expect, it, vi } from 'vitest';
import { album, asset } from '../../test/library.ts';
import { type Choices, setUp } from '../../test/set-up.ts';
import { readAll } from '../conformance/expect.ts';
import { LibraryError } from '../errors/library-error.ts';
import type { MemoryAsset, MemoryLibrary, MemoryRendition } from '../memory/memory-library.ts';
import { createMemoryStore } from '../memory/memory-store.ts';
import type { AssetSource, SourceRenditions } from '../ports/asset-source.ts';
import type { Clock } from '../ports/clock.ts';
import type { CollectionResource, FileResource } from '../ports/resource.ts';
import type { SidecarWriter } from '../ports/sidecar.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const jpeg = (text: string): MemoryRendition => ({ content: bytes(text), mediaType: 'image/jpeg' });
const mp4 = (text: string): MemoryRendition => ({ content: bytes(text), mediaType: 'video/mp4' });

const heic = asset('IMG_1.HEIC', 'heic', {
  mediaType: 'image/heic',
  motionId: 'm1',
  renditions: {
    fullsize: jpeg('full size'),
    preview: jpeg('preview'),
    motion: { content: bytes('moving'), mediaType: 'video/quicktime' },
  },
});
const twin = asset('IMG_1.jpg', 'twin', { uploadedAt: 1, renditions: { preview: jpeg('twin') } });
const old = asset('old.avi', 'avi', {
  type: 'video',
  mediaType: 'video/x-msvideo',
  renditions: { playback: mp4('new') },
});
const mov = asset('clip.mov', 'mov', {
  type: 'video',
  mediaType: 'video/quicktime',
  renditions: { playback: { content: bytes('mov'), mediaType: 'video/quicktime' } },
});

/** Real time, but quick: what is learnt in the background is waited for. */
const realClock: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  random: () => 0,
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, Math.min(ms, 20));
      signal?.addEventListener('abort', () => {
        clearTimeout(timer);
        resolve();
      });
    }),
};

async function show(assets: readonly MemoryAsset[], options: Choices, more: Partial<MemoryLibrary> = {}) {
  const set = setUp({ albums: [album('Trip', assets)], ...more }, { clock: realClock, ...options });
  await set.library.refresh();
  const file = async (...path: string[]) => (await set.tree.resolve(path)) as FileResource;
  const text = async (...path: string[]) =>
    new TextDecoder().decode(Uint8Array.from(await readAll(await set.tree.open(await file(...path)))));
  return { ...set, file, text };
}

describe('renditions', () => {
  it('show what every device shows, a length only where it is known', async () => {
    const { names, file, text, library } = await show([heic, twin, old, mov], { renditions: ['compatible'] });
    const listed = await names('Trip');
    // The other one is older.
    const ofHeic = listed.find((name) => /^IMG_1~\w+\.jpg$/.test(name)) ?? '';
    expect(listed).toEqual(['IMG_1.jpg', ofHeic, 'clip.mov', 'old.avi']);
    expect(await file('Trip', ofHeic)).not.toHaveProperty('size');
    expect(await text('Trip', ofHeic)).toBe('full size');
    expect(await text('Trip', 'IMG_1.jpg')).toBe('twin');

    library.start();
    await vi.waitFor(async () => expect(await names('Trip')).toContain('old.mp4'), { timeout: 10_000 });
    expect(await file('Trip', 'old.mp4')).toMatchObject({ size: 3, mediaType: 'video/mp4', weak: true });
    expect(await file('Trip', 'clip.mov')).toMatchObject({ size: 3, mediaType: 'video/quicktime' });
    await vi.waitFor(async () => expect(await file('Trip', ofHeic)).toMatchObject({ size: 9 }), { timeout: 10_000 });
    await library.stop();
  });

  it('display previews of photos and videos as they play, never an original of a photo', async () => {
    const shown = [heic, { ...old, renditions: { ...old.renditions, preview: jpeg('poster') } }, mov];
    const { names, file, text, library } = await show([...shown, asset('bare.jpg', 'bare')], {
      renditions: ['display'],
      livePhotos: 'pair',
    });
    library.start();
    const final = ['IMG_1.jpg', 'clip.mov', 'old.mp4'];
    await vi.waitFor(async () => expect(await names('Trip')).toEqual(final), { timeout: 10_000 });
    expect(await Promise.all(final.map((name) => text('Trip', name)))).toEqual(['preview', 'mov', 'new']);
    expect(await file('Trip', 'IMG_1.jpg')).toMatchObject({ size: 7, mediaType: 'image/jpeg', weak: true });
    for (const name of final) expect(await file('Trip', name)).not.toHaveProperty('sha1');
    await library.stop();
  });

  it('keep their names when a file of the same name is uploaded later', async () => {
    const later = { ...twin, uploadedAt: heic.uploadedAt + 1 };
    const { library, memory, text, names } = await show([heic], { renditions: ['compatible'] });
    expect(await text('Trip', 'IMG_1.jpg')).toBe('full size');
    memory.setAlbums([album('Trip', [heic, later])]);
    await library.refresh();
    expect(await text('Trip', 'IMG_1.jpg')).toBe('full size');
    expect(await names('Trip')).toEqual(['IMG_1.jpg', expect.stringMatching(/^IMG_1~\w+\.jpg$/)]);
  });

  it('are learnt once, for every folder that shows them', async () => {
    const both = [album('Trip', [heic]), album('Other', [heic])];
    const { library, file, names } = await show([], { renditions: ['preview'] }, { albums: both });
    await names('Trip');
    await names('Other');
    library.start();
    for (const name of ['Trip', 'Other'])
      await vi.waitFor(async () => expect(await file(name, 'IMG_1.jpg')).toMatchObject({ size: 7 }), {
        timeout: 10_000,
      });
    await library.stop();
  });

  it('keep an extension that was learnt while they are made anew', async () => {
    const { library, memory, names, tree, file } = await show([old], { renditions: ['compatible'] });
    await readAll(await tree.open(await file('Trip', 'old.avi')));
    await vi.waitFor(async () => expect(await names('Trip')).toEqual(['old.mp4']), { timeout: 10_000 });
    memory.setAlbums([album('Trip', [{ ...old, look: 2 }])]);
    await library.refresh();
    expect(await file('Trip', 'old.mp4')).not.toHaveProperty('size');
  });

  it('say that they changed to who asks for what was cut off, and are right then', async () => {
    const { memory, tree, file } = await show([heic], { renditions: ['preview'] });
    await readAll(await tree.open(await file('Trip', 'IMG_1.jpg')));
    await vi.waitFor(async () => expect(await file('Trip', 'IMG_1.jpg')).toHaveProperty('size'), { timeout: 10_000 });
    const before = await file('Trip', 'IMG_1.jpg');
    memory.setAlbums([album('Trip', [{ ...heic, renditions: { preview: jpeg('pre') } }])]);
    const range = { first: 5, last: 6 };
    await expect(tree.open(before, { range })).rejects.toMatchObject({ code: 'unavailable', retryAfterMs: 1000 });
    expect(await file('Trip', 'IMG_1.jpg')).toMatchObject({ size: 3 });
  });

  it('tell once that nobody may ask, and learn as soon as somebody may', async () => {
    const told: string[] = [];
    let isForbidden = true;
    const { memory } = await show([heic, twin], {});
    const describe: SourceRenditions['describe'] = async (...asked) => {
      if (isForbidden) throw new LibraryError('forbidden', 'The API key lacks asset.view.');
      return memory.renditions?.describe(...asked) ?? Promise.reject(new Error('gone'));
    };
    const observer = { renditionsFailed: (one: string, { code }: LibraryError) => void told.push(`${one} ${code}`) };
    const set = setUp([album('Trip', [heic, twin])], {
      clock: realClock,
      renditions: ['preview'],
      override: { renditions: { describe } },
      observer,
    });
    set.library.start();
    await vi.waitFor(
      async () => {
        await set.names('Trip');
        expect(told).toEqual(['preview forbidden']);
      },
      { timeout: 10_000 },
    );
    isForbidden = false;
    await vi.waitFor(async () => expect(await set.tree.resolve(['Trip', 'IMG_1.jpg'])).toMatchObject({ size: 4 }), {
      timeout: 10_000,
    });
    await set.library.stop();
    expect(told).toEqual(['preview forbidden']);
  });

  it('are learnt although the library cannot tell of some, and in other folders too', async () => {
    const broken = ['x1', 'x2', 'x3', 'x4'].map((name) => asset(`${name}.jpg`, name, { uploadedAt: 0 }));
    const { memory } = await show([], {}, { albums: [album('Good', [twin]), album('Bad', [...broken, heic])] });
    const describe: SourceRenditions['describe'] = async (...asked) => {
      if (asked[0].fileName.startsWith('x')) throw new LibraryError('bad-response', 'The file is broken.');
      return memory.renditions?.describe(...asked) ?? Promise.reject(new Error('gone'));
    };
    const { library, names, tree } = setUp(
      { albums: [album('Good', [twin]), album('Bad', [...broken, heic])] },
      { clock: realClock, renditions: ['preview'], override: { renditions: { describe } } },
    );
    await library.refresh();
    await names('Good');
    await names('Bad');
    library.start();
    for (const name of ['Good', 'Bad'])
      await vi.waitFor(
        async () => expect(await tree.resolve([name, 'IMG_1.jpg'])).toMatchObject({ size: expect.any(Number) }),
        { timeout: 10_000 },
      );
    await library.stop();
  });

  it('make their folder anew once for many downloads', async () => {
    const wake: (() => void)[] = [];
    const clock: Clock = {
      ...realClock,
      sleep: (ms) => (ms === 0 ? Promise.resolve() : new Promise((resolve) => void wake.push(resolve))),
    };
    const { tree, file } = await show([heic, twin], { renditions: ['preview'], clock });
    const folder = async () => tree.members((await tree.resolve(['Trip'])) as CollectionResource);
    const before = await folder();
    for (const { path } of before) await readAll(await tree.open(await file(...path)));
    expect(await folder()).toBe(before);
    for (const resolve of wake) resolve();
    await vi.waitFor(async () => expect((await folder()).map((one) => 'size' in one && one.size)).toEqual([4, 7]), {
      timeout: 10_000,
    });
  });

  it('are waited for all at once', async () => {
    let waiting = 0;
    const clock: Clock = {
      ...realClock,
      sleep: (ms) => {
        if (ms === 5000) waiting += 1;
        return ms === 0 ? Promise.resolve() : new Promise(() => {});
      },
    };
    const override: Partial<AssetSource> = { renditions: { describe: () => new Promise(() => {}) } };
    const { library, names } = setUp([album('Trip', [heic, old])], {
      clock,
      renditions: ['compatible'],
      livePhotos: 'pair',
      override,
    });
    library.start();
    void names('Trip');
    await vi.waitFor(() => expect(waiting).toBe(3), { timeout: 10_000 });
  });

  it('are the original or nothing where the library has none', async () => {
    const { renditions: _none, ...bare } = asset('IMG_2.HEIC', 'bare', { mediaType: 'image/heic' });
    const set = await show([bare, twin], { renditions: ['compatible', 'preview'] });
    set.library.start();
    await vi.waitFor(
      async () => {
        expect(await set.names('Compatible', 'Trip')).toEqual(['IMG_1.jpg', 'IMG_2.HEIC']);
        expect(await set.names('Preview', 'Trip')).toEqual(['IMG_1.jpg']);
      },
      { timeout: 10_000 },
    );
    expect(await set.file('Compatible', 'Trip', 'IMG_2.HEIC')).toMatchObject({ size: 4 });
    expect(await set.text('Compatible', 'Trip', 'IMG_2.HEIC')).toBe('bare');
    const made = { ...bare, look: 7, renditions: { preview: jpeg('made'), fullsize: jpeg('made') } };
    set.memory.setAlbums([album('Trip', [made, twin])]);
    await set.library.refresh();
    expect(await set.names('Compatible', 'Trip')).toEqual(['IMG_1.jpg', 'IMG_2.jpg']);
    expect(await set.text('Preview', 'Trip', 'IMG_2.jpg')).toBe('made');
    await set.library.stop();
  });

  it('have a folder each where several are shown', async () => {
    const { names, text } = await show([heic], { renditions: ['original', 'preview'] });
    expect(await names()).toEqual(['Original', 'Preview']);
    expect(await names('Original', 'Trip')).toEqual(['IMG_1.HEIC']);
    expect(await text('Preview', 'Trip', 'IMG_1.jpg')).toBe('preview');
  });

  it('change their tag with their bytes, and never come under the old one', async () => {
    const { memory, tree, file } = await show([heic], { renditions: ['preview'] });
    await readAll(await tree.open(await file('Trip', 'IMG_1.jpg')));
    await vi.waitFor(async () => expect(await file('Trip', 'IMG_1.jpg')).toMatchObject({ size: 7 }), {
      timeout: 10_000,
    });
    const before = await file('Trip', 'IMG_1.jpg');
    memory.setAlbums([album('Trip', [{ ...heic, renditions: { preview: jpeg('another') } }])]);
    await expect(tree.open(before)).rejects.toMatchObject({ code: 'unavailable', retryAfterMs: 1000 });
    const after = await file('Trip', 'IMG_1.jpg');
    expect(after.etag).not.toBe(before.etag);
    expect(await readAll(await tree.open(after))).toEqual([...bytes('another')]);
  });

  it('remember what was learnt, and ask for nothing twice', async () => {
    const described = vi.fn();
    const set = await show([heic], { renditions: ['preview'] });
    const override = {
      renditions: {
        describe: async (...given: Parameters<SourceRenditions['describe']>) => {
          described(given[1]);
          return set.memory.renditions?.describe(...given) ?? Promise.reject(new Error('gone'));
        },
      },
    };
    const again = setUp([album('Trip', [heic])], { clock: realClock, renditions: ['preview'], override });
    again.library.start();
    await vi.waitFor(
      async () => {
        await again.names('Trip');
        expect(await again.tree.resolve(['Trip', 'IMG_1.jpg'])).toMatchObject({ size: 7 });
      },
      { timeout: 10_000 },
    );
    await again.names('Trip');
    await again.library.stop();
    expect(described).toHaveBeenCalledTimes(1);
  });

  it('serve the edited picture where there is one, else the original', async () => {
    const edited = {
      ...heic,
      id: 'e',
      fileName: 'e.heic',
      isEdited: true as const,
      renditions: { edited: jpeg('edit') },
    };
    const { names, text } = await show([edited, twin], { renditions: ['edited'] });
    expect(await names('Trip')).toEqual(['IMG_1.jpg', 'e.jpg']);
    expect(await text('Trip', 'e.jpg')).toBe('edit');
    expect(await text('Trip', 'IMG_1.jpg')).toBe('twin');
  });
});

describe('live photos', () => {
  it('have their video beside them if that is wanted', async () => {
    expect(await (await show([heic], {})).names('Trip')).toEqual(['IMG_1.HEIC']);
    const { names, text } = await show([heic, twin], { livePhotos: 'pair' });
    expect(await names('Trip')).toEqual(['IMG_1.HEIC', 'IMG_1.jpg', 'IMG_1.mov']);
    expect(await text('Trip', 'IMG_1.mov')).toBe('moving');
  });

  it.each([
    ['mov', ['IMG_1.HEIC', 'IMG_1.HEIC.xmp']],
    ['heic', []],
    ['xmp', ['IMG_1.HEIC', 'IMG_1.mov']],
  ])('leave out the files beside them that are of an excluded type: %s', async (extension, shown) => {
    const sidecar = { extension: '.xmp', mediaType: 'application/rdf+xml', write: () => bytes('facts') };
    const options = { livePhotos: 'pair', sidecar, excludedExtensions: [extension] } as const;
    expect(await (await show([heic], options)).names('Trip')).toEqual(shown);
  });

  const live = (name: string, day: number, film: Partial<MemoryRendition> = {}): MemoryAsset =>
    asset(name, `${name} ${day}`, {
      mediaType: 'image/heic',
      uploadedAt: day,
      motionId: `m-${name}`,
      renditions: {
        fullsize: jpeg(`full ${name}`),
        motion: { content: bytes(`film of ${name}`), mediaType: 'video/quicktime', ...film },
      },
    });
  const ordinary = (name: string, day: number): MemoryAsset => asset(name, `${name} ${day}`, { uploadedAt: day });

  it.each<[string, readonly MemoryAsset[], Choices]>([
    ['two stills of one stem', [live('IMG_1.JPG', 1), live('IMG_1.HEIC', 2)], {}],
    ['two stills that differ in case', [live('IMG_1.JPG', 1), live('img_1.jpg', 2)], {}],
    ['an older film of that name', [ordinary('IMG_1.MOV', 1), live('IMG_1.HEIC', 2)], {}],
    ['a younger film of that name', [live('IMG_1.HEIC', 1), ordinary('IMG_1.MOV', 2)], {}],
    ['a still of the same name', [ordinary('IMG_1.HEIC', 1), live('IMG_1.HEIC', 2)], {}],
    ['a picture of the stem alone', [ordinary('IMG_1.png', 1), live('IMG_1.HEIC', 2)], {}],
    [
      'a copy that every device shows',
      [ordinary('IMG_1.jpg', 1), live('IMG_1.HEIC', 2)],
      { renditions: ['compatible'] },
    ],
    ['a still without extension', [live('IMG_1', 1), live('IMG_1', 2)], {}],
    ['names as long as they may be', [live(`${'a'.repeat(246)}.h`, 1), live(`${'a'.repeat(246)}.HEIC`, 2)], {}],
  ])('have the stem and the suffix of their film beside %s', async (_, assets, options) => {
    const { library, tree, text } = await show(assets, { livePhotos: 'pair', ...options });
    library.start();
    const trip = (await tree.resolve(['Trip'])) as CollectionResource;
    const files = await tree.members(trip);
    const stemOf = (name: string): string => name.slice(0, name.lastIndexOf('.')).toLowerCase();
    for (const { id, fileName, motionId } of assets) {
      const [still, film] = files
        .filter((file) => file.id === id || file.id === `${id}/motion`)
        .toSorted((a) => (a.id === id ? -1 : 1));
      expect(film === undefined).toBe(motionId === undefined);
      if (!still || !film) continue;
      expect(stemOf(film.name)).toBe(stemOf(still.name));
      expect(await text('Trip', film.name)).toBe(`film of ${fileName}`);
      const mates = files.filter(({ name }) => stemOf(name) === stemOf(still.name) && /\.mov$/i.test(name));
      expect(mates.map(({ name }) => name)).toEqual([film.name]);
    }
    await library.stop();
  });

  it('have the extension and the type that the library gives', async () => {
    const film = { content: bytes('mp4'), mediaType: 'video/mp4' };
    const { library, names, file } = await show([live('PXL_1.MP.jpg', 1, film), live('IMG_1.HEIC', 2)], {
      livePhotos: 'pair',
    });
    library.start();
    expect(await names('Trip')).toEqual(['IMG_1.HEIC', 'IMG_1.mov', 'PXL_1.MP.jpg', 'PXL_1.MP.mp4']);
    expect(await file('Trip', 'PXL_1.MP.mp4')).toMatchObject({ mediaType: 'video/mp4', size: 3 });
    expect(await file('Trip', 'IMG_1.mov')).toMatchObject({ mediaType: 'video/quicktime' });
    await library.stop();
  });
});

describe('stacks', () => {
  const raw = asset('IMG_1.CR2', 'raw', { mediaType: 'image/x-canon-cr2' });
  const stacks = [{ primaryId: twin.id, assetIds: [raw.id, twin.id] }];

  it.each([
    ['all' as const, ['IMG_1.CR2', 'IMG_1.jpg']],
    ['primary' as const, ['IMG_1.jpg']],
    ['folder' as const, ['IMG_1', 'IMG_1.jpg']],
  ])('%s', async (choice, expected) => {
    const { names } = await show([raw, twin], { stacks: choice }, { stacks });
    expect(await names('Trip')).toEqual(expected);
  });

  it('leave the others within reach', async () => {
    const { names, text } = await show([raw, twin], { stacks: 'folder' }, { stacks });
    expect(await names('Trip', 'IMG_1')).toEqual(['IMG_1.CR2']);
    expect(await text('Trip', 'IMG_1', 'IMG_1.CR2')).toBe('raw');
  });

  it('hide nobody whose primary is elsewhere', async () => {
    expect(await (await show([raw], { stacks: 'primary' }, { stacks })).names('Trip')).toEqual(['IMG_1.CR2']);
  });

  it('are as before after a restart, from the first answer on', async () => {
    const store = createMemoryStore();
    const options = { stacks: 'primary' as const, store };
    const before = await show([raw, twin], options, { stacks });
    const expected = await before.names('Trip');
    const after = setUp({ albums: [album('Trip', [raw, twin])], stacks }, { clock: realClock, ...options });
    await after.library.restore();
    expect(await after.names('Trip')).toEqual(expected);
  });

  it('are waited for no longer than a few seconds', async () => {
    const override: Partial<AssetSource> = { stacks: { list: () => new Promise(() => {}) } };
    const set = setUp([album('Trip', [raw, twin])], { clock: realClock, stacks: 'primary', override });
    expect(await set.names('Trip')).toHaveLength(2);
  });

  it('are left out where the key may not see them, and nothing else fails', async () => {
    const override: Partial<AssetSource> = {
      stacks: { list: () => Promise.reject(new LibraryError('forbidden', 'The API key lacks stack.read.')) },
    };
    const set = setUp([album('Trip', [raw, twin])], { stacks: 'primary', override });
    await set.library.refresh();
    await set.library.refresh();
    expect(set.events).toEqual(['left out stack: forbidden', 'refreshed 1 1 0', 'refreshed 1 0 0']);
  });

  it('hide nobody who stands for others, whatever the library says', async () => {
    const odd = [...stacks, { primaryId: raw.id, assetIds: [raw.id, twin.id] }];
    expect(await (await show([raw, twin], { stacks: 'primary' }, { stacks: odd })).names('Trip')).toHaveLength(2);
  });

  it('keep the names of their folders when others of that name come later', async () => {
    const png = asset('IMG_1.png', 'png', { uploadedAt: 5 });
    const first = asset('A.CR2', 'first');
    const { library, memory, names } = await show([raw, twin], { stacks: 'folder' }, { stacks });
    expect(await names('Trip', 'IMG_1')).toEqual(['IMG_1.CR2']);
    const more = [...stacks, { primaryId: png.id, assetIds: [first.id, png.id] }];
    memory.setLibrary({ albums: [album('Trip', [raw, twin, png, first])], stacks: more });
    await library.refresh();
    expect(await names('Trip', 'IMG_1')).toEqual(['IMG_1.CR2']);
    expect(await names('Trip')).toHaveLength(4);
  });

  it('of a great many let others work in between', async () => {
    const many = Array.from({ length: 400 }, (_, n) => asset(`${n}.jpg`, `${n}`));
    const pairs = many.slice(0, 200).map(({ id }, n) => ({ primaryId: id, assetIds: [many[n + 200]?.id ?? ''] }));
    let turns = 0;
    const clock: Clock = { ...realClock, sleep: async () => void turns++ };
    const { names } = await show(many, { stacks: 'folder', clock }, { stacks: pairs });
    turns = 0;
    expect(await names('Trip')).toHaveLength(400);
    expect(turns).toBeGreaterThanOrEqual(4);
  });

  it('are as they were after a restart while the library is down', async () => {
    const store = createMemoryStore();
    const before = await show([raw, twin], { stacks: 'primary', store }, { stacks });
    expect(await before.names('Trip')).toEqual(['IMG_1.jpg']);
    const down = (): never => {
      throw new LibraryError('unavailable', 'It is down.');
    };
    const override = { listGroups: down, stacks: { list: down } };
    const after = setUp([], { clock: realClock, stacks: 'primary', store, override });
    expect(await after.names('Trip')).toEqual(['IMG_1.jpg']);
  });

  it('change without any listing changing', async () => {
    const { library, memory, names, tree } = await show([raw, twin], { stacks: 'primary' });
    expect(await names('Trip')).toHaveLength(2);
    const before = await tree.resolve(['Trip']);
    memory.setLibrary({ albums: [album('Trip', [raw, twin])], stacks });
    await library.refresh();
    expect(await names('Trip')).toEqual(['IMG_1.jpg']);
    expect((await tree.resolve(['Trip']))?.etag).not.toBe(before?.etag);
  });
});

describe('sidecars', () => {
  const sidecar: SidecarWriter = {
    extension: '.xmp',
    mediaType: 'application/rdf+xml',
    write: ({ asset: { rating }, people, tags }) => bytes(JSON.stringify({ rating, people, tags })),
  };
  const rated = { ...twin, rating: 3 };
  const labels = {
    people: [{ id: 'p', name: 'Zoë', assets: [rated] }],
    tags: [{ id: 't', name: 'Rome', parents: ['Trips'], assets: [rated] }],
  };

  it('tell what the library knows, in their true length', async () => {
    const { names, text, file } = await show([rated], { sidecar }, labels);
    expect(await names('Trip')).toEqual(['IMG_1.jpg', 'IMG_1.jpg.xmp']);
    const told = '{"rating":3,"people":["Zoë"],"tags":[["Trips","Rome"]]}';
    expect(await text('Trip', 'IMG_1.jpg.xmp')).toBe(told);
    expect(await file('Trip', 'IMG_1.jpg.xmp')).toMatchObject({ size: bytes(told).length });
  });

  it('have names of their own, whatever else is called so', async () => {
    const long = asset(`${'x'.repeat(240)}.jpg`, 'long');
    const odd = asset('IMG_1.jpg.xmp', 'odd');
    const { names } = await show([rated, odd, long], { sidecar });
    const all = await names('Trip');
    expect(new Set(all.map((name) => name.toLowerCase())).size).toBe(6);
    expect(all.every((name) => name.length <= 248)).toBe(true);
  });

  it('follow their asset in every view', async () => {
    const rate = (rating: number) => ({ ...rated, rating, isFavorite: true as const });
    const { library, memory, text } = await show([rate(3)], { sidecar, views: ['favorites'] });
    await text('IMG_1.jpg.xmp');
    memory.setAlbums([album('Trip', [rate(4)])]);
    await library.refresh();
    expect(await text('IMG_1.jpg.xmp')).toContain('"rating":4');
  });

  it('have a new time in every view when their text changed and is as long as before', async () => {
    const changed = (rating: number, changedAt: number) => ({ ...rated, rating, changedAt, isFavorite: true as const });
    const views = ['albums', 'favorites'] as const;
    const { library, memory, file } = await show([changed(3, 1000)], { sidecar, views });
    const times = async () => [
      (await file('Albums', 'Trip', 'IMG_1.jpg.xmp')).modifiedAt,
      (await file('Favorites', 'IMG_1.jpg.xmp')).modifiedAt,
    ];
    expect(await times()).toEqual([1000, 1000]);
    memory.setLibrary({
      albums: [album('Trip', [changed(3, 9000)])],
      people: [{ id: 'p', name: 'Zoë', assets: [changed(3, 9000)] }],
    });
    await library.refresh();
    expect(await times()).toEqual([9000, 9000]);
  });

  it('never come under the tag of what they were', async () => {
    const { library, memory, tree, file } = await show([rated], { sidecar }, labels);
    const before = await file('Trip', 'IMG_1.jpg.xmp');
    memory.setLibrary({ albums: [album('Trip', [rated])] });
    await library.refresh();
    await expect(tree.open(before)).rejects.toMatchObject({ code: 'unavailable' });
    await readAll(await tree.open(await file('Trip', 'IMG_1.jpg.xmp')));
  });

  it('change nothing of previews, which have none', async () => {
    const { library, memory, names, tree } = await show([rated], { sidecar, renditions: ['preview'] }, labels);
    await names('Trip');
    const before = await tree.resolve(['Trip']);
    memory.setLibrary({ albums: [album('Trip', [rated])] });
    await library.refresh();
    expect(await tree.resolve(['Trip'])).toEqual(before);
  });

  it('change with labels alone, and with nothing else', async () => {
    const { library, memory, file } = await show([rated], { sidecar }, labels);
    const before = await file('Trip', 'IMG_1.jpg.xmp');
    await library.refresh();
    expect(await file('Trip', 'IMG_1.jpg.xmp')).toEqual(before);
    memory.setLibrary({ albums: [album('Trip', [rated])] });
    await library.refresh();
    expect((await file('Trip', 'IMG_1.jpg.xmp')).etag).not.toBe(before.etag);
  });
});
