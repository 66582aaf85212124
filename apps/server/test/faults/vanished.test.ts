import { describe, expect, it } from 'vitest';
import { versions } from '../start-server.ts';
import { ask, names, seesChanges, startFaulty, trueBytes, until } from './start-faulty.ts';

/** Only what a test asks for is refreshed. */
const still = { REFRESH_INTERVAL: '24d' };

describe.each(versions)('between a listing of Immich %s and what a client does with it', (version) => {
  it('an album was deleted: its files are still those that were listed, and then it is gone', async () => {
    const server = await startFaulty({ version, environment: still });
    const { url, immich, photos, warnings } = server;
    immich.library.deleteAlbum(immich.library.albumNamed('Trip').id);
    // Its photos are not deleted with it.
    expect((await ask(url, 'Trip/large.mp4')).body.equals(await trueBytes(immich, 'large.mp4'))).toBe(true);
    expect(await names(url, 'Trip/')).toHaveLength(2);
    // Half of all albums are gone at once, so it is asked a second time.
    await photos.refresh();
    expect(await names(url)).toEqual(['Other']);
    expect((await ask(url, 'Trip/large.mp4')).status).toBe(404);
    expect((await ask(url, 'Trip/', { method: 'PROPFIND', headers: { depth: '1' } })).status).toBe(404);
    expect(warnings()).toEqual([]);
  });

  it('an album was deleted before it was ever read: 404, no failure', async () => {
    const server = await startFaulty({ version, environment: still, isDown: true });
    const { url, immich, immichPort, warnings } = server;
    immich.faults.add({ match: { path: /search\/metadata$|albums\/[\w-]+$/ }, status: 500 });
    await immich.listen({ port: immichPort });
    expect(await names(url)).toEqual(['Other', 'Trip']);
    immich.library.deleteAlbum(immich.library.albumNamed('Trip').id);
    immich.faults.clear();
    await until(() => immich.openRequests === 0);
    expect((await ask(url, 'Trip/', { method: 'PROPFIND', headers: { depth: '1' } })).status).toBe(404);
    expect(warnings().filter(({ error }) => error?.code === 'not-found')).toEqual([]);
    expect(await names(url, 'Other/')).toEqual(['other.jpg']);
  });

  it.each([
    ['deleted for good', 'forceDelete'],
    ['lost on the disk of Immich', 'loseFile'],
  ] as const)('a file was %s: 404, in mid-listing too', async (_, how) => {
    const server = await startFaulty({ version, environment: still });
    const { url, immich, photos } = server;
    immich.library[how](immich.library.assetNamed('large.mp4').id);
    for (const headers of [{}, { range: 'bytes=5-9' }]) {
      const { status, body } = await ask(url, 'Trip/large.mp4', { headers });
      expect([status, body.toString()]).toEqual([404, 'Immich does not have this any more.\n']);
    }
    await photos.refresh();
    expect((await ask(url, 'Trip/small.jpg')).status).toBe(200);
    if (how === 'forceDelete') expect(await names(url, 'Trip/')).toEqual(['small.jpg']);
  });

  it('a file was deleted while it was read: what was begun ends well or breaks', async () => {
    const server = await startFaulty({ version });
    const { url, immich } = server;
    const bytes = await trueBytes(immich, 'large.mp4');
    immich.throttle({ bytesPerSecond: 5_000_000 });
    const download = ask(url, 'Trip/large.mp4');
    await until(() => immich.requests.matching(/original$/).some(({ bytesSent }) => bytesSent > 0));
    immich.library.forceDelete(immich.library.assetNamed('large.mp4').id);
    const { body, isBroken } = await download;
    expect(bytes.subarray(0, body.length).equals(body)).toBe(true);
    expect(isBroken || body.length === bytes.length).toBe(true);
    await until(() => immich.openRequests === 0);
    await seesChanges(server);
    expect((await ask(url, 'Trip/large.mp4')).status).toBe(404);
  });
});
