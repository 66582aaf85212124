import { createHash } from 'node:crypto';
import type { Upload } from '@immich-webdav/core';
import { library, photo } from '@immich-webdav/fake-immich';
import { describe, expect, test } from 'vitest';
import { assetsOf, bytesOf, groupNamed, RELEASES, rejection, start } from './start.ts';

const described = () =>
  library()
    .album('A', [photo('a.jpg'), photo('b.jpg')])
    .user('Bob', { apiKeys: [] })
    .album('Of Bob', [photo('c.jpg')]);

/** A file in pieces, as staged ones are read. */
function file(text: string, fileName = 'new.jpg'): Upload & { readonly opened: () => number } {
  const bytes = Buffer.from(text);
  let opened = 0;
  return {
    fileName,
    size: bytes.length,
    sha1: createHash('sha1').update(bytes).digest('hex'),
    modifiedAt: Date.UTC(2024, 1, 29, 12),
    open: async function* () {
      opened++;
      for (let at = 0; at < bytes.length; at += 1000) yield bytes.subarray(at, at + 1000);
    },
    opened: () => opened,
  };
}

describe.each(RELEASES)('changes of Immich %s', (version) => {
  const started = () => start({ version, library: described() });

  test.each(['new.jpg', 'Größe 日本 🗾.jpg', 'a "quoted"\\ 100%.jpg', 'of;an=odd, name.jpg', 'line\u2028break.jpg'])(
    'an upload called %j is there with its bytes, its name and its time',
    async (fileName) => {
      const { source, immich } = await started();
      const upload = file('x'.repeat(100_000), fileName);
      const { asset, outcome, isTrashed } = await source.writer.upload(upload);
      expect([outcome, isTrashed]).toEqual(['created', false]);
      expect(asset).toMatchObject({ fileName, size: 100_000, sha1: upload.sha1, modifiedAt: upload.modifiedAt });
      const { body } = await source.open(asset, 'original');
      expect((await bytesOf(body)).toString()).toBe('x'.repeat(100_000));
      expect(immich.library.asset(asset.id).originalFileName).toBe(fileName);
    },
  );

  test('a repeated upload makes nothing and sends nothing, also of what is in the trash', async () => {
    const { source, immich } = await started();
    const { asset } = await source.writer.upload(file('same'));
    const again = file('same', 'other.jpg');
    expect(await source.writer.upload(again)).toMatchObject({ asset: { id: asset.id }, outcome: 'duplicate' });
    immich.library.trash(asset.id);
    expect(await source.writer.upload(again)).toMatchObject({ asset: { id: asset.id }, isTrashed: true });
    await source.writer.restore([asset.id]);
    expect(await source.writer.find(asset.id)).toMatchObject({ isTrashed: false, mayTrash: true });
  });

  test('what Immich does not take is refused with its reason', async () => {
    const { source } = await started();
    expect(await rejection(source.writer.upload(file('text', 'notes.txt')))).toMatchObject({
      code: 'unsupported-media-type',
    });
  });

  test('a body that breaks off makes no asset', async () => {
    const { source } = await started();
    const cut = { ...file('x'.repeat(5000)), size: 6000 };
    await rejection(source.writer.upload(cut));
    const broken = {
      ...file('y'.repeat(5000)),
      open: async function* () {
        yield Buffer.alloc(1000);
        throw new Error('The disk is gone.');
      },
    };
    await rejection(source.writer.upload(broken));
    expect((await source.listGroups('month')).map(({ name }) => name)).not.toContain('2024-02');
  });

  test('albums are made, renamed, filled, emptied and deleted', async () => {
    const { source, immich } = await started();
    const { writer } = source;
    const a = immich.library.assetNamed('a.jpg').id;
    const made = await writer.albums.create('New');
    expect(made).toMatchObject({ kind: 'album', name: 'New', assetCount: 0 });
    await writer.albums.add(made.id, [a]);
    await writer.albums.add(made.id, [a]);
    await writer.albums.rename(made.id, 'Newer');
    const listed = async () => (await source.listGroups('album')).find(({ id }) => id === made.id);
    expect(await listed()).toMatchObject({ name: 'Newer', assetCount: 1 });
    await writer.albums.remove(made.id, [a]);
    await writer.albums.remove(made.id, [a]);
    expect(await listed()).toMatchObject({ assetCount: 0 });
    await writer.albums.delete(made.id);
    expect(await listed()).toBeUndefined();
    expect(await writer.find(a)).toMatchObject({ isTrashed: false });
  });

  test('assets are changed, and carried over to another', async () => {
    const { source, immich } = await started();
    const { writer } = source;
    const a = immich.library.assetNamed('a.jpg').id;
    await writer.update([a], { isFavorite: true, rating: 4, description: 'At the lake', isArchived: true });
    expect((await writer.find(a))?.asset).toMatchObject({ isFavorite: true, rating: 4, isArchived: true });
    await writer.update([a], { isArchived: false });
    const { asset: copy } = await writer.upload(file('copy'));
    await writer.copyRelations(a, copy.id);
    expect((await writer.find(copy.id))?.asset).toMatchObject({ isFavorite: true });
    const members = await assetsOf(source, await groupNamed(source, 'A'));
    expect(members.map(({ id }) => id)).toContain(copy.id);
  });

  test("own uploads go to the trash; others' never do, nor anything where the trash is off", async () => {
    const { source, immich } = await started();
    const [own, other] = [immich.library.assetNamed('a.jpg').id, immich.library.assetNamed('c.jpg').id];
    await source.writer.trash([own]);
    expect(immich.library.asset(own).trashedAt).not.toBeNull();
    await source.writer.restore([own]);
    expect(await rejection(source.writer.trash([other]))).toMatchObject({ code: 'forbidden' });
    expect(immich.library.asset(other).trashedAt).toBeNull();
  });

  test('types, trash and quota are as Immich says', async () => {
    const { source } = await started();
    const rules = await source.writer.rules();
    expect(['.jpg', '.mp4', '.txt', '.xmp'].map((extension) => rules.takes(extension))).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(rules.hasTrash).toBe(true);
    expect(await source.writer.quota()).toMatchObject({ used: expect.any(Number) });
    expect(await source.writer.abilities()).toContain('upload');
  });
});
