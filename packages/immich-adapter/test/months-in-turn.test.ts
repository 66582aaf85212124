import { createPhotoLibrary } from '@immich-webdav/core';
import { library, photo } from '@immich-webdav/fake-immich';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createImmichSource } from '../src/index.ts';
import { type Clocked, during, MINUTE, NOON, startAtNoon } from './clocked.ts';
import { startProxy } from './proxy.ts';
import { assetsOf, known, RELEASES } from './start.ts';

const old = { createdAt: NOON - 60 * MINUTE };
const shown = () => photo('shown.jpg', { ...old, fileCreatedAt: '2024-01-15T12:00:00Z' });
const archived = () => photo('archived.jpg', { ...old, fileCreatedAt: '2024-01-16T12:00:00Z', visibility: 'archive' });
const both = () => library().user('admin').album('A', [shown(), archived()]);

const revisionOf = async ({ source }: Clocked): Promise<string> =>
  known((await source.listGroups('month'))[0]).revision;

/** The visibilities of which counts were asked for. */
const visibilities = ({ immich }: Clocked): readonly (string | undefined)[] =>
  immich.requests.matching(/buckets$/).map(({ query }) => query.visibility);

describe('months of Immich 2.7, asked for in turn', () => {
  const startBoth = (options = {}) => startAtNoon({ version: '2.7.5', library: both() }, options);

  test('a visibility is always named, so that it does not matter what Immich makes of none', async () => {
    const started = await startBoth();
    for (let look = 0; look < 5; look++) await started.source.listGroups('month');
    expect(visibilities(started)).toEqual(Array.from({ length: 5 }, () => ['timeline', 'archive']).flat());
  });

  test.each(['shown.jpg', 'archived.jpg'])('a change of %s is seen at the second look at the latest', async (name) => {
    for (const idleLooks of [0, 1, 2, 3]) {
      const started = await startBoth();
      const before = await revisionOf(started);
      for (let look = 0; look < idleLooks; look++) expect(await revisionOf(started)).toBe(before);
      started.wait(10 * MINUTE);
      started.immich.library.favorite(started.immich.library.assetNamed(name).id);
      const seen = [await revisionOf(started), await revisionOf(started)];
      expect(seen[1]).not.toBe(before);
      // Once, and no more.
      started.wait(MINUTE);
      expect([await revisionOf(started), await revisionOf(started)]).toEqual([seen[1], seen[1]]);
    }
  });

  test.each(['shown.jpg', 'archived.jpg'])('that %s left is seen at the next look', async (name) => {
    for (const idleLooks of [0, 1, 2, 3]) {
      const started = await startBoth();
      const before = await revisionOf(started);
      for (let look = 0; look < idleLooks; look++) expect(await revisionOf(started)).toBe(before);
      started.wait(10 * MINUTE);
      started.immich.library.lock(started.immich.library.assetNamed(name).id);
      expect(await revisionOf(started)).not.toBe(before);
    }
  });

  test('something new makes all be asked at once, so that counts and changes are of one moment', async () => {
    const started = await startBoth();
    await revisionOf(started);
    started.wait(MINUTE);
    started.immich.library.archive(started.immich.library.assetNamed('shown.jpg').id);
    const asked = await during(started, () => revisionOf(started));
    expect(asked).toHaveLength(4);
    const [month] = await started.source.listGroups('month');
    expect(known(month).assetCount).toBe(2);
    expect(await assetsOf(started.source, known(month))).toHaveLength(2);
  });

  test('what one part told is not lost when the other one fails', async () => {
    const started = await startBoth();
    const before = await revisionOf(started);
    started.wait(MINUTE);
    started.immich.library.favorite(started.immich.library.assetNamed('shown.jpg').id);
    started.immich.faults.clear();
    // The search of the timeline, where the change is, is answered; that of the archive is not.
    started.immich.faults.add({ match: { path: /metadata$/ }, times: 1, headers: {} });
    const repair = started.immich.faults.add({ match: { path: /metadata$/ }, status: 500 });
    await expect(started.source.listGroups('month')).rejects.toMatchObject({ code: 'unavailable' });
    repair();
    started.wait(5 * MINUTE);
    expect(await revisionOf(started)).not.toBe(before);
  });

  test('after a failure all is asked', async () => {
    const started = await startBoth();
    await started.source.listGroups('month');
    started.immich.faults.clear();
    started.immich.faults.add({ match: { path: /metadata$/ }, times: 1, status: 403 });
    await expect(started.source.listGroups('month')).rejects.toMatchObject({ code: 'forbidden' });
    expect(await during(started, () => started.source.listGroups('month'))).toHaveLength(4);
  });

  test('a restart misses nothing of what was not asked last', async () => {
    const march = { ...archived(), fileCreatedAt: '2024-03-16T12:00:00Z' };
    const started = await startAtNoon({ version: '2.7.5', library: library().album('A', [shown(), march]) });
    const { library: photos } = started.immich;
    const first = await started.source.listGroups('month');
    photos.favorite(photos.assetNamed('archived.jpg').id);
    started.wait(30 * MINUTE);
    // The timeline has its turn, and tells something younger.
    photos.favorite(photos.assetNamed('shown.jpg').id);
    const before = await started.source.listGroups('month');
    const restarted = createImmichSource({ url: started.url, apiKey: 'admin-key', hints: false });
    onTestFinished(() => restarted.close());
    const after = await restarted.listGroups('month', { cached: before });
    const known = new Set(first.map(({ revision }) => revision));
    expect(after.filter(({ revision }) => known.has(revision))).toEqual([]);
  });

  test('a hint makes all be asked', async () => {
    const started = await startBoth();
    const abort = new AbortController();
    onTestFinished(() => abort.abort());
    let hints = 0;
    known(started.source.changes).watch(() => {
      hints += 1;
    }, abort.signal);
    const heard = async (count: number): Promise<void> => {
      while (hints < count) await new Promise((resolve) => setTimeout(resolve, 5));
    };
    await heard(1);
    const before = await revisionOf(started);
    await revisionOf(started);
    // Now it would be the archive's turn.
    started.immich.library.favorite(started.immich.library.assetNamed('shown.jpg').id);
    await heard(2);
    const asked = await during(started, async () => expect(await revisionOf(started)).not.toBe(before));
    expect(asked).toHaveLength(4);
    expect(await during(started, () => revisionOf(started))).toHaveLength(3);
  });

  test('a month with other members than it was counted makes all be asked', async () => {
    const started = await startBoth();
    const [month] = await started.source.listGroups('month');
    started.immich.library.forceDelete(started.immich.library.assetNamed('archived.jpg').id);
    expect(await assetsOf(started.source, known(month))).toHaveLength(1);
    const asked = await during(started, () => started.source.listGroups('month'));
    expect(asked).toHaveLength(4);
    expect(known((await started.source.listGroups('month'))[0]).assetCount).toBe(1);
  });

  test('an upgrade while running loses no change', async () => {
    const started = await startBoth();
    const before = await revisionOf(started);
    await revisionOf(started);
    started.wait(MINUTE);
    started.immich.upgrade('3.1.0');
    started.immich.library.favorite(started.immich.library.assetNamed('shown.jpg').id);
    // Whoever is away may come back as another release.
    started.immich.faults.clear();
    const repair = started.immich.faults.add({ status: 503 });
    await expect(started.source.listGroups('month')).rejects.toMatchObject({ code: 'unavailable' });
    repair();
    started.wait(MINUTE);
    expect(await revisionOf(started)).not.toBe(before);
    expect(visibilities(started).at(-1)).toBeUndefined();
  });
});

describe('an Immich that counts no archive where no visibility is named', () => {
  test.each(RELEASES)('%s: months are read whole, and counted apart', async (version) => {
    const direct = await startAtNoon({ version, library: both() });
    const { url } = await startProxy(direct.url, {
      path: (path) => (path.endsWith('/timeline/buckets') ? `${path}?visibility=timeline` : path),
    });
    const source = createImmichSource({ url, apiKey: 'admin-key', hints: false });
    const disagreements: number[] = [];
    const photos = createPhotoLibrary({
      source,
      clock: { now: () => NOON, elapsed: () => performance.now(), random: () => 0, sleep: async () => {} },
      show: { views: ['timeline', 'archive'] },
      observer: { countMismatch: (_, counted) => void disagreements.push(counted) },
    });
    onTestFinished(async () => {
      await photos.stop();
      await source.close();
    });
    await photos.refresh();
    expect(disagreements).toEqual([]);
    const names = async (...path: readonly string[]) => {
      const folder = known(await photos.tree.resolve(path));
      return folder.kind === 'collection' ? (await photos.tree.members(folder)).map(({ name }) => name) : [];
    };
    expect(await names('Timeline', '2024', '2024-01')).toEqual(['shown.jpg']);
    expect(await names('Archive', '2024')).toEqual(['archived.jpg']);
    for (let cycle = 0; cycle < 3; cycle++) {
      direct.wait(MINUTE);
      expect((await during(direct, () => photos.refresh())).length).toBe(3);
    }
  });
});
