import { expect, test } from 'vitest';
import { type FakeLibrary, library, photo } from '../src/index.ts';
import { start } from './start.ts';

const a = photo('a.jpg');
const b = photo('b.jpg');
const described = library()
  .album('A', [a, b, photo('c.jpg')])
  .person('Alice', { assets: [b] })
  .tag('Trips/2024', [b]);

const id = (lib: FakeLibrary, name = 'a.jpg'): string => lib.assetNamed(name).id;

/** What a change does to `updatedAt`; the README tells which of it was seen and which is assumed. */
test.each<[string, (lib: FakeLibrary) => void, boolean]>([
  ['favourite', (lib) => lib.favorite(id(lib)), true],
  ['rate', (lib) => lib.rate(id(lib), 4), true],
  ['archive', (lib) => lib.archive(id(lib)), true],
  ['move the date', (lib) => lib.moveDate(id(lib), '2020-05-05T10:00:00Z', '2020-05-05T12:00:00Z'), true],
  ['edit', (lib) => lib.edit(id(lib), { content: { generated: 99 } }, { width: 10, height: 20 }), true],
  ['tag', (lib) => lib.tagAssets('New/Tag', id(lib)), true],
  ['untag', (lib) => lib.untagAssets('Trips/2024', id(lib)), true],
  ['stack', (lib) => void lib.stack(id(lib), id(lib, 'b.jpg')), true],
  ['assign a face', (lib) => lib.assignFace(lib.personNamed('Alice').id, id(lib)), false],
  ['rename a person', (lib) => lib.renamePerson(lib.personNamed('Alice').id, 'Alicia'), false],
  ['hide a person', (lib) => lib.hidePerson(lib.personNamed('Alice').id), false],
])('%s: is the asset updated?', async (_, change, isBumped) => {
  const { immich, read } = await start({ library: described });
  const updatedAt = async (): Promise<string> =>
    (await read<{ updatedAt: string }>(`/assets/${id(immich.library)}`)).updatedAt;
  const before = await updatedAt();
  change(immich.library);
  expect((await updatedAt()) > before).toBe(isBumped);
});

test('an edit is another file beside the original, and can be taken back', async () => {
  const { immich, ask, read } = await start({ library: described });
  const { library: lib } = immich;
  const length = async (query = ''): Promise<number> =>
    Number((await ask(`/assets/${id(lib)}/original${query}`, { method: 'HEAD' })).headers.get('content-length'));
  const original = await length();
  lib.edit(id(lib), { content: { generated: 777 } }, { width: 10, height: 20 });
  expect([await length(), await length('?edited=true')]).toEqual([original, 777]);
  expect(await read(`/assets/${id(lib)}`)).toMatchObject({ isEdited: true, width: 10, height: 20 });
  lib.unedit(id(lib));
  expect(await length('?edited=true')).toBe(original);
});

test('a moved date moves the month', async () => {
  const { immich, read } = await start({ library: described });
  immich.library.moveDate(id(immich.library), '2019-12-31T23:30:00Z', '2020-01-01T00:30:00Z');
  expect(await read('/timeline/bucket?timeBucket=2020-01-01')).toMatchObject({ id: [id(immich.library)] });
});

test('tagging adds the tag with its parents and bumps them; deleting one takes those below with it', async () => {
  const { immich, read } = await start({ library: described });
  const { library: lib } = immich;
  const before = lib.tagNamed('Trips').updatedAt;
  lib.tagAssets('Trips/2025/Rome', id(lib));
  expect((await read<{ value: string }[]>('/tags')).map(({ value }) => value)).toEqual([
    'Trips',
    'Trips/2024',
    'Trips/2025',
    'Trips/2025/Rome',
  ]);
  expect(lib.tagNamed('Trips').updatedAt).toBeGreaterThan(before);
  lib.deleteTag('Trips/2025');
  expect((await read<{ value: string }[]>('/tags')).map(({ value }) => value)).toEqual(['Trips', 'Trips/2024']);
});

test('a new stack takes its members out of older ones', async () => {
  const { immich, read } = await start({ library: described });
  const { library: lib } = immich;
  const first = lib.stack(id(lib, 'a.jpg'), id(lib, 'b.jpg'));
  const second = lib.stack(id(lib, 'c.jpg'), id(lib, 'b.jpg'));
  expect((await read<{ id: string }[]>('/stacks')).map((stack) => stack.id)).toEqual([second.id]);
  expect(first.id).not.toBe(second.id);
  expect(await read(`/assets/${id(lib)}`)).toMatchObject({ stack: null });
});

test('a deleted person is on no picture', async () => {
  const { immich, read } = await start({ library: described });
  immich.library.deletePerson(immich.library.personNamed('Alice').id);
  expect(await read(`/assets/${id(immich.library, 'b.jpg')}`)).toMatchObject({ people: [] });
});
