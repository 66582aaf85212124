import { photo } from '@immich-webdav/fake-immich';
import { expect, it } from 'vitest';
import { ask, names, seesChanges, startFaulty, trueBytes, twoAlbums, until } from './start-faulty.ts';

const others = {
  ...twoAlbums,
  users: [{ name: 'admin' }, { name: 'bob' }],
  albums: [
    ...(twoAlbums.albums ?? []),
    { name: 'Shared', owner: 'bob', assets: [photo('bobs.jpg')], sharedWith: [{ user: 'admin' }] },
  ],
};

it.each([
  ['2.7.5', '3.1.0'],
  ['3.1.0', '2.7.5'],
] as const)('from %s to %s in mid-download, after a while of being away', async (from, to) => {
  const server = await startFaulty({ version: from, library: others, environment: { IMMICH_HINTS: 'true' } });
  const { url, immich, immichPort, log } = server;
  expect(await names(url)).toEqual(['Other', 'Shared', 'Trip']);
  immich.throttle({ bytesPerSecond: 1_000_000 });
  const download = ask(url, 'Trip/large.mp4');
  await until(() => immich.requests.matching(/original$/).some(({ bytesSent }) => bytesSent > 0));
  await immich.close();
  expect((await download).isBroken).toBe(true);
  await until(() => log().some(({ level }) => level === 50));
  immich.upgrade(to);
  immich.throttle();
  await immich.listen({ port: immichPort });
  await seesChanges(server);
  expect(await names(url)).toEqual(['Other', 'Shared', 'Trip']);
  expect(await names(url, 'Shared/')).toEqual(['bobs.jpg']);
  expect((await ask(url, 'Trip/large.mp4')).body.equals(await trueBytes(immich, 'large.mp4'))).toBe(true);
});

it('from 2.7.5 to 3.1.0 between two requests, with a changed and an unchanged album', async () => {
  const server = await startFaulty({ version: '2.7.5', library: others });
  const { url, immich } = server;
  const { etag } = await tagOf(url, 'Other/other.jpg');
  immich.upgrade('3.1.0');
  await seesChanges(server);
  await seesChanges(server, 'Shared');
  expect(await names(url)).toEqual(['Other', 'Shared', 'Trip']);
  expect((await tagOf(url, 'Other/other.jpg')).etag).toBe(etag);
});

const tagOf = async (url: string, path: string) => ({
  etag: (await ask(url, path, { method: 'HEAD' })).headers.get('etag'),
});
