import { existsSync, readFileSync } from 'node:fs';
import { io, type Socket } from 'socket.io-client';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type FakeLibrary, type ImmichVersion, library, photo } from '../src/index.ts';
import { hasSharedFolder, recordedFolder, whyAbsent } from './shared-folder.ts';
import { start, until } from './start.ts';

interface Heard {
  readonly name: string;
  readonly args: readonly unknown[];
}

interface Listener {
  readonly socket: Socket;
  readonly heard: readonly Heard[];
}

/** Connects as a client of Immich does, and notes everything. */
function listen(url: string, headers: Record<string, string>, query = {}, transports = ['websocket']): Listener {
  const options = { path: '/api/socket.io', transports, extraHeaders: headers, query, reconnection: false };
  const socket = io(url, { ...options, forceNew: true });
  const heard: Heard[] = [];
  socket.onAny((name: string, ...args: unknown[]) => heard.push({ name, args }));
  socket.on('connect_error', () => heard.push({ name: '<connect_error>', args: [] }));
  socket.on('disconnect', (reason) => heard.push({ name: `<${reason}>`, args: [] }));
  onTestFinished(() => void socket.disconnect());
  return { socket, heard };
}

const people = library()
  .user('bob')
  .album('Lent', [photo('bob.jpg')], { sharedWith: [{ user: 'admin', role: 'editor' }] })
  .album('Private')
  .user('admin', {
    apiKeys: [
      { secret: 'admin-key', permissions: ['all'] },
      { secret: 'narrow-key', permissions: ['album.read', 'asset.read'] },
    ],
    sessions: [{ token: 'session-token' }],
  })
  .album('Mine', [photo('mine.jpg'), photo('more.jpg')])
  .loose(photo('loose.jpg'));

/** A stand-in that admin listens to. */
async function startListening(version: ImmichVersion = '3.1.0') {
  const started = await start({ version, library: people });
  const listener = listen(started.url, { 'x-api-key': 'admin-key' });
  await until(() => listener.heard.length === 1);
  return { ...started, ...listener };
}

describe('who may listen', () => {
  test.each([
    ['a key with every permission', { 'x-api-key': 'admin-key' }],
    ['a session as bearer', { authorization: 'Bearer session-token' }],
    ['a session as cookie', { cookie: 'immich_access_token=session-token' }],
  ])('%s', async (_, headers) => {
    const { url, immich } = await start({ library: people });
    const { heard } = listen(url, headers);
    await until(() => heard.length > 0);
    const version = { major: 3, minor: 1, patch: 0, prerelease: null };
    expect(heard).toEqual([{ name: 'on_server_version', args: [version] }]);
    expect(immich.openWebsockets).toBe(1);
  });

  test.each([
    ['nobody', {}, {}],
    ['a key that lacks permissions', { 'x-api-key': 'narrow-key' }, {}],
    ['an unknown key', { 'x-api-key': 'wrong-key' }, {}],
    ['a key in the query', {}, { apiKey: 'admin-key' }],
  ])('not %s', async (_, headers, query) => {
    const { url } = await start({ library: people });
    const { heard } = listen(url, headers, query);
    await until(() => heard.length === 2);
    expect(heard).toEqual([
      { name: 'error', args: ['unauthorized'] },
      { name: '<io server disconnect>', args: [] },
    ]);
  });

  test('nobody by long polling', async () => {
    const { url } = await start({ library: people });
    const { heard } = listen(url, { 'x-api-key': 'admin-key' }, {}, ['polling']);
    await until(() => heard.length > 0);
    expect(heard.map(({ name }) => name)).toEqual(['<connect_error>']);
  });
});

test('every session of a user hears when another one connects', async () => {
  const { url, heard } = await startListening();
  const other = listen(url, { authorization: 'Bearer session-token' });
  await until(() => other.heard.length > 0 && heard.length > 1);
  expect(heard.map(({ name }) => name)).toEqual(['on_server_version', 'on_server_version']);
});

test.each(['upgrade', 'cut', 'close'] as const)('connections end without a word: %s', async (how) => {
  const { immich, heard } = await startListening();
  const ends = {
    upgrade: () => immich.upgrade('3.2.0'),
    cut: () => immich.cutWebsockets(),
    close: () => immich.close(),
  };
  await ends[how]();
  await until(() => heard.length > 1);
  expect(heard.at(-1)?.name).toBe('<transport close>');
});

test('requests are served beside it', async () => {
  const { read } = await startListening();
  expect(await read('/server/ping')).toEqual({ res: 'pong' });
});

const assetId = (lib: FakeLibrary, name: string): string => lib.assetNamed(name).id;
const albumId = (lib: FakeLibrary, name: string): string => lib.albumNamed(name).id;

/** The recorded operations, as changes of the stand-in; the others have no counterpart. */
const OPERATIONS: Readonly<Record<string, (lib: FakeLibrary) => unknown>> = {
  'upload jpg': (lib) => lib.addAsset(photo('new.jpg', { owner: 'admin' })),
  'create album (empty)': (lib) => lib.addAlbum({ name: 'New', owner: 'admin' }),
  'rename album': (lib) => lib.renameAlbum(albumId(lib, 'Mine'), 'Ours'),
  'add asset to album': (lib) => lib.addToAlbum(albumId(lib, 'Mine'), assetId(lib, 'loose.jpg')),
  'favorite asset (PUT /assets)': (lib) => lib.favorite(assetId(lib, 'mine.jpg')),
  'archive asset': (lib) => lib.archive(assetId(lib, 'mine.jpg')),
  'description (PUT /assets/:id)': (lib) => lib.updateAsset(assetId(lib, 'mine.jpg'), { description: 'x' }),
  'tag asset': (lib) => lib.tagAssets('Family', assetId(lib, 'mine.jpg')),
  'remove asset from album': (lib) => lib.removeFromAlbum(albumId(lib, 'Mine'), assetId(lib, 'mine.jpg')),
  'delete album': (lib) => lib.deleteAlbum(albumId(lib, 'Mine')),
  'trash asset': (lib) => lib.trash(assetId(lib, 'mine.jpg')),
  'restore asset': (lib) => lib.restore(assetId(lib, 'mine.jpg')),
  'force-delete asset': (lib) => lib.forceDelete(assetId(lib, 'mine.jpg')),
  'bob adds asset to album shared with me': (lib) =>
    lib.addToAlbum(albumId(lib, 'Lent'), lib.addAsset(photo('other.jpg')).id),
  'bob removes it again': (lib) => lib.removeFromAlbum(albumId(lib, 'Lent'), assetId(lib, 'bob.jpg')),
  'bob renames shared album': (lib) => lib.renameAlbum(albumId(lib, 'Lent'), 'Given'),
  'bob (partner) uploads': (lib) => lib.addAsset(photo('partner.jpg')),
  'bob force-deletes': (lib) => lib.forceDelete(assetId(lib, 'bob.jpg')),
  'bob invites me to an album': (lib) => lib.shareAlbum(albumId(lib, 'Private'), 'admin'),
  'bob removes me from album': (lib) => lib.unshareAlbum(albumId(lib, 'Lent'), 'admin'),
};

const folder = `${recordedFolder('3.1.0')}/15-websocket`;
const isRecorded = hasSharedFolder && existsSync(folder);
const linesOf = (file: string): string[] => readFileSync(`${folder}/${file}`, 'utf8').trim().split('\n');
const operations = (isRecorded ? linesOf('operation-to-events.txt') : []).map((line) => {
  const [what = '', events = ''] = line.split(' -> ');
  return { what: what.trim(), events: [...events.matchAll(/'(\w+)\(/g)].map(([, name]) => name) };
});

/** What a value is made of, without its values. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 1).map(shapeOf);
  if (typeof value !== 'object' || value === null) return '';
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shapeOf(inner)]));
}

describe.skipIf(!isRecorded)(`tells what 3.1.0 told ${isRecorded ? '' : whyAbsent}`, () => {
  if (!isRecorded) test.skip(`recorded events ${whyAbsent}`);
  const recorded = new Map<string, readonly unknown[]>();
  for (const line of isRecorded ? linesOf('ops.jsonl') : []) {
    const { ev, args } = JSON.parse(line) as { ev: string; args?: readonly unknown[] };
    // The asset has tags only after it was tagged.
    const [asset] = (args ?? []) as readonly ({ tags?: readonly unknown[] } | undefined)[];
    const name = asset?.tags?.length ? `${ev} with tags` : ev;
    if (args && !recorded.has(name)) recorded.set(name, args);
  }

  for (const { what, events } of operations) {
    const operate = OPERATIONS[what];
    const title = `${what}: ${events.join(', ') || 'nothing'}`;
    if (!operate) test.skip(`${title} (nothing here does that)`);
    else
      test(title, async () => {
        const { immich, heard } = await startListening();
        operate(immich.library);
        // One more, known to be told, so that silence is not taken for slowness.
        immich.library.trash(assetId(immich.library, 'loose.jpg'));
        const end = [assetId(immich.library, 'loose.jpg')];
        await until(() => heard.some(({ args }) => JSON.stringify(args) === JSON.stringify([end])));
        const told = heard.slice(1, -1);
        expect(told.map(({ name }) => name)).toEqual(events);
        const suffix = what === 'tag asset' ? ' with tags' : '';
        for (const { name, args } of told) {
          expect(shapeOf(args), name).toEqual(shapeOf(recorded.get(`${name}${suffix}`)));
        }
      });
  }

  test('every recorded operation is known', () => {
    const known = Object.keys(OPERATIONS);
    expect(operations.map(({ what }) => what).filter((what) => !known.includes(what))).toEqual([]);
  });
});

const edited = { content: { generated: 50 } };
const onlyAlbums = { '2.7.5': [], '3.1.0': ['on_album_update'] };

describe.each(['2.7.5', '3.1.0'] as const)('the events of Immich %s', (version) => {
  const ready = version === '2.7.5' ? 'AssetEditReadyV1' : 'AssetEditReadyV2';

  test.each<[string, readonly string[], (lib: FakeLibrary) => unknown]>([
    ['an edit', [ready], (lib) => lib.edit(assetId(lib, 'mine.jpg'), edited)],
    ['an edit that is undone', [ready], (lib) => lib.unedit(assetId(lib, 'mine.jpg'))],
    ['thumbnails made anew', [], (lib) => lib.regenerate(assetId(lib, 'mine.jpg'))],
    ['a stack', ['on_asset_stack_update'], (lib) => lib.stack(assetId(lib, 'mine.jpg'), assetId(lib, 'more.jpg'))],
    [
      'a stack that is ended',
      ['on_asset_stack_update', 'on_asset_stack_update'],
      (lib) => lib.unstack(lib.stack(assetId(lib, 'mine.jpg'), assetId(lib, 'more.jpg')).id),
    ],
    ['sharing', ['on_notification'], (lib) => lib.shareAlbum(albumId(lib, 'Private'), 'admin')],
    ['a favourite, alone', [], (lib) => lib.updateAsset(assetId(lib, 'mine.jpg'), { isFavorite: true })],
    ['visibility, alone', [], (lib) => lib.updateAsset(assetId(lib, 'mine.jpg'), { visibility: 'locked' })],
    ['favourites, in bulk', ['on_asset_update'], (lib) => lib.favorite(assetId(lib, 'mine.jpg'))],
    ['a rating', ['on_asset_update'], (lib) => lib.updateAsset(assetId(lib, 'mine.jpg'), { rating: 3 })],
    [
      'an album member added',
      onlyAlbums[version],
      (lib) => lib.addToAlbum(albumId(lib, 'Mine'), assetId(lib, 'loose.jpg')),
    ],
  ])('%s: %j', async (_, names, change) => {
    const { immich, heard } = await startListening(version);
    change(immich.library);
    // Ends the wait: an event that certainly arrives.
    immich.library.trash(assetId(immich.library, 'loose.jpg'));
    await until(() => heard.some(({ name }) => name === 'on_asset_trash'));
    expect(heard.slice(1, -1).map(({ name }) => name)).toEqual(names);
  });
});

test('an edit sends the asset and its edits', async () => {
  const { immich, heard } = await startListening();
  const id = assetId(immich.library, 'mine.jpg');
  immich.library.edit(id, edited);
  await until(() => heard.length === 2);
  expect(heard[1]?.args).toMatchObject([{ asset: { id, isEdited: true }, edit: [{ assetId: id, sequence: 0 }] }]);
  if (!isRecorded) return;
  const samples = JSON.parse(readFileSync(`${folder}/one-sample-per-event-admin.json`, 'utf8')) as {
    readonly ev: string;
    readonly args: readonly { readonly asset: unknown; readonly edit: readonly Record<string, unknown>[] }[];
  }[];
  const recorded = samples.find(({ ev }) => ev === 'AssetEditReadyV2')?.args[0];
  const [sent] = (heard[1]?.args ?? []) as (typeof samples)[number]['args'];
  expect(Object.keys(shapeOf(sent?.asset) as object)).toEqual(Object.keys(shapeOf(recorded?.asset) as object));
  expect(Object.keys(sent?.edit[0] ?? {})).toEqual(Object.keys(recorded?.edit[0] ?? {}));
});

test('changes over HTTP are announced as those of the library are', async () => {
  const { immich, heard, ask, upload } = await startListening();
  const id = immich.library.assetNamed('loose.jpg').id;
  const album = `/albums/${immich.library.albumNamed('Mine').id}`;
  const send = async (method: string, path: string, json: object = {}): Promise<number> => {
    const response = await ask(path, { method, json });
    await response.arrayBuffer();
    return response.status;
  };
  const { id: uploaded } = await upload();
  await send('PATCH', album, { albumName: 'Renamed' });
  await send('PUT', `${album}/assets`, { ids: [id] });
  await send('PUT', `/assets/${id}`, { isFavorite: true });
  await send('PUT', '/assets', { ids: [id], isFavorite: false });
  await send('PUT', `/assets/${id}`, { description: 'seen' });
  await send('DELETE', '/assets', { ids: [id] });
  await send('POST', '/trash/restore/assets', { ids: [id] });
  await send('DELETE', `${album}/assets`, { ids: [id] });
  await send('POST', '/stacks', { assetIds: [id, uploaded] });
  await send('DELETE', '/assets', { ids: [uploaded], force: true });
  await send('DELETE', album);
  await send('PUT', '/assets', { ids: [id], visibility: 'archive' });
  const expected = [
    'on_server_version',
    'on_upload_success',
    'AssetUploadReadyV2',
    'on_album_update',
    'on_asset_update',
    'on_asset_update',
    'on_asset_trash',
    'on_asset_restore',
    'on_album_update',
    'on_asset_stack_update',
    'on_asset_delete',
    'on_asset_update',
  ];
  await until(() => heard.length >= expected.length);
  expect(heard.map(({ name }) => name)).toEqual(expected);
});
