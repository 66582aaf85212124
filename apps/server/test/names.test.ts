import { createFakeImmich, type FakeImmichOptions, library, photo, video } from '@immich-webdav/fake-immich';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createContainer, type Environment, parseConfiguration, Token } from '../src/index.ts';
import { versions } from './start-server.ts';

/** The members of a folder with their lengths, by name, as a client sees them. */
type List = (path: string) => Promise<ReadonlyMap<string, number | undefined>>;

async function start(
  version: (typeof versions)[number],
  from: FakeImmichOptions['library'],
  environment: Environment,
): Promise<List> {
  const immich = createFakeImmich({ version, library: from });
  onTestFinished(() => immich.close());
  const container = createContainer(
    parseConfiguration({
      IMMICH_URL: (await immich.listen()).url,
      IMMICH_API_KEY: 'admin-key',
      FLATTEN_ASSET_STRUCTURE: 'true',
      DATA_DIR: ':memory:',
      WEBDAV_PORT: '0',
      LOG_LEVEL: 'silent',
      ...environment,
    }),
  );
  const application = container.get(Token.Application);
  const { url } = await application.start();
  onTestFinished(() => application.stop());
  await container.get(Token.PhotoLibrary).refresh();
  return async (path) => {
    const answer = await fetch(`${url}${path}`, { method: 'PROPFIND', headers: { Depth: '1' } });
    expect(answer.status).toBe(207);
    const [, ...members] = (await answer.text()).split('<D:response>').slice(1);
    const value = (member: string, name: string) => new RegExp(`<D:${name}>([^<]*)`).exec(member)?.[1];
    return new Map(
      members.map((member) => {
        const size = value(member, 'getcontentlength');
        return [value(member, 'displayname') ?? '', size === undefined ? undefined : Number(size)];
      }),
    );
  };
}

describe.each(versions)('Immich %s', (version) => {
  it('a live photo has its film beside it, of the type that it has, whoever else has that name', async () => {
    const film = (name: string, size: number) => video(name, { content: { generated: size } });
    const list = await start(
      version,
      library().album('A', [
        video('IMG_1.MOV', { createdAt: '2024-01-01T00:00:00Z', content: { generated: 999 } }),
        photo('IMG_1.HEIC', { createdAt: '2024-01-02T00:00:00Z', livePhotoVideo: film('IMG_1.MOV', 10_001) }),
        photo('IMG_1.JPG', { createdAt: '2024-01-03T00:00:00Z', livePhotoVideo: film('IMG_1.MOV', 10_002) }),
        photo('PXL_1.MP.jpg', { livePhotoVideo: film('PXL_1.MP.mp4', 30_000) }),
      ]),
      { LIVE_PHOTOS: 'pair' },
    );
    const files = await list('A/');
    const filmOf = (extension: string): number | undefined => {
      const still = [...files.keys()].find((name) => name.endsWith(extension)) ?? '';
      expect(still).toMatch(/^IMG_1~[0-9a-f]{6}\./);
      return files.get(still.replace(extension, '.mov'));
    };
    expect(files.size).toBe(7);
    expect(files.get('IMG_1.MOV')).toBe(999);
    expect([filmOf('.HEIC'), filmOf('.JPG')]).toEqual([10_001, 10_002]);
    expect(files.get('PXL_1.MP.mp4')).toBe(30_000);
  });

  it('tags whose parents differ in case are each in their own', async () => {
    const tagged = library()
      .user('admin')
      .tag('Canyon', [photo('a.jpg')])
      .tag('Canyon/birks', [photo('b.jpg')])
      .tag('canyon', [photo('c.jpg')])
      .tag('canyon/oaks', [photo('d.jpg')]);
    const list = await start(version, tagged, { VIEWS: 'tags' });
    const trees = await Promise.all(
      [...(await list('')).keys()].map(async (tag) => [...(await list(`${tag}/`)).keys()]),
    );
    const folders = trees.map((tree) => tree.filter((name) => !name.includes('.')).join());
    expect(folders.toSorted()).toEqual(['birks', 'oaks']);
    const own = trees.find((tree) => tree.includes('oaks'));
    expect(own).toContain('c.jpg');
  });

  it('names show what a file is, and are not hidden', async () => {
    const odd = ['\u202egpj.exe.jpg', '../../up.jpg', '.hidden.jpg', 'a\u200bb.jpg'];
    const withoutExtension = photo('IMG_0001', { originalPath: '/data/upload/a/IMG_0001.heic' });
    const photos = [withoutExtension, ...odd.map((name) => photo(name))];
    const list = await start(version, library().album('A', photos), {});
    expect([...(await list('A/')).keys()].toSorted()).toEqual([
      '.hidden.jpg',
      'IMG_0001.heic',
      '_.._.._up.jpg',
      '_gpj.exe.jpg',
      'a_b.jpg',
    ]);
  });
});
