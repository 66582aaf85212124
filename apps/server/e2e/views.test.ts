import { photo } from '@immich-webdav/fake-immich';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { versions } from '../test/start-server.ts';
import { expectedViews } from './expected-views.ts';
import { describeWith, newFolder, runProgram } from './program.ts';
import { inAddress } from './served-files.ts';
import { startViews } from './start-views.ts';
import { walk } from './walk.ts';

const WARN = 40;

const files = (paths: readonly string[]): readonly string[] => paths.filter((path) => !path.endsWith('/'));

const EVERYTHING = [
  ...['album', 'asset', 'user', 'partner', 'person', 'tag', 'stack', 'apiKey'].map((one) => `${one}.read`),
  ...['download', 'statistics', 'view'].map((one) => `asset.${one}`),
];

/** A permission, the kinds that cannot be read without it, the folders of those, and what else is missing then. */
const NEEDED: readonly (readonly [string, readonly string[], readonly string[], readonly string[]])[] = [
  ['album.read', ['album'], ['Albums', 'Shared with me'], []],
  ['person.read', ['person'], ['People'], []],
  ['tag.read', ['tag'], ['Tags'], []],
  ['asset.statistics', ['unfiled', 'search'], ['Not in album', 'Searches'], []],
  // What partners show is on the timeline as well.
  ['partner.read', ['derived:partner'], ['Partners'], ['Timeline/2021/']],
];

describe.each(versions)('every view over Immich %s', (version) => {
  describeWith(['rclone'], () => {
    it('is listed as the documentation says', async () => {
      const { url } = await startViews({ version });
      const { code, stdout, stderr } = await runProgram('rclone', ['lsf', '-R', ':webdav:', '--webdav-url', url]);
      expect(code, stderr).toBe(0);
      expect(stdout.toString().trimEnd().split('\n').sort()).toEqual(expectedViews.toSorted());
    });
  });

  describeWith(['gio', 'dbus-run-session', 'gvfsd-dav'], () => {
    it('is walked by gvfs', async () => {
      const { url } = await startViews({ version });
      const root = url.replace('http:', 'dav:');
      const script = 'gio mount --anonymous "$1" || exit 1; gio tree "$1"';
      const { code, stdout, stderr } = await runProgram('dbus-run-session', ['--', 'sh', '-c', script, 'sh', root], {
        environment: { XDG_RUNTIME_DIR: newFolder(), GVFS_DISABLE_FUSE: '1' },
      });
      expect(code, stderr).toBe(0);
      const names = stdout.toString().match(/(?<=^[ |`]*(?:\|--|`--) ).+$/gm) ?? [];
      expect(names.sort()).toEqual(expectedViews.map((path) => /[^/]+(?=\/?$)/.exec(path)?.[0] ?? '').sort());
    });
  });

  it.each(NEEDED)('is hidden without %s, with one warning, and returns when it is granted', async (...needed) => {
    const [permission, kinds, titles, alone] = needed;
    const narrow = EVERYTHING.filter((one) => one !== permission);
    const { immich, url, log, refresh } = await startViews({ version, permissions: narrow });
    await refresh();
    await refresh();
    const warnings = () => log.filter(({ level }) => level >= WARN);
    expect(warnings().map(({ kind }) => kind)).toEqual(kinds);
    for (const { msg, error } of warnings())
      expect([msg, JSON.stringify(error)]).toEqual([
        expect.stringContaining('hidden until'),
        expect.stringContaining(permission),
      ]);
    const paths = async () => (await walk(url)).map(({ path }) => path).sort();
    const missing = [...titles.map((title) => `${title}/`), ...alone];
    expect(await paths()).toEqual(
      files(expectedViews.filter((path) => !missing.some((one) => path.startsWith(one)))).toSorted(),
    );
    immich.library.permitKey('views-key', EVERYTHING);
    await refresh();
    expect(await paths()).toEqual(files(expectedViews).toSorted());
    expect(warnings()).toHaveLength(kinds.length);
  });

  it('keeps what a smart search found when it is turned off, and says so once', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    onTestFinished(() => void vi.useRealTimers());
    const { immich, url, log, refresh } = await startViews({ version, environment: { VIEWS: 'searches' } });
    const before = await walk(url);
    expect(before.map(({ path }) => path)).toContain('Beach/IMG_0003.HEIC');
    immich.library.setSmartSearch('disabled');
    // A smart search is asked again after an hour.
    vi.setSystemTime(Date.now() + 3_700_000);
    for (let poll = 0; poll < 3; poll++) await refresh();
    expect(await walk(url)).toEqual(before);
    const warnings = log.filter(({ level }) => level >= WARN);
    expect(warnings).toHaveLength(1);
    expect(JSON.stringify(warnings)).toContain('Smart search is off');
  });
});

describe.each(versions)('a key of Immich %s without asset.view', (version) => {
  it('reads originals; previews are forbidden in a sentence, told once in the log, until it is granted', async () => {
    const environment = { RENDITIONS: 'original,preview', VIEWS: 'albums' };
    const permissions = EVERYTHING.filter((one) => one !== 'asset.view');
    const { immich, url, log } = await startViews({ version, permissions, environment });
    const get = (path: string) => fetch(new URL(path, url));
    expect((await get('Original/Trips/beach.jpg')).status).toBe(200);
    const sentence = "The API key lacks the permission asset.view; grant it in Immich's account settings.";
    for (let round = 0; round < 3; round++) {
      const refused = await get('Preview/Trips/beach.jpg');
      expect([refused.status, await refused.text()]).toEqual([403, `${sentence}\n`]);
      expect(refused.headers.has('www-authenticate')).toBe(false);
    }
    const told = log.filter(({ level, msg }) => level >= WARN && msg === 'A request could not be answered.');
    expect(told).toMatchObject([{ error: { code: 'forbidden', message: sentence } }]);
    immich.library.permitKey('views-key', EVERYTHING);
    const answer = await get('Preview/Trips/beach.jpg');
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
    await answer.arrayBuffer();
  });
});

describe.each(versions)('Immich %s that makes no full-size pictures', (version) => {
  it('gives previews instead, and the log says once how to turn them on', async () => {
    const environment = { RENDITIONS: 'compatible', VIEWS: 'rating' };
    const { immich, url, log, refresh } = await startViews({ version, environment });
    const preview = { content: { generated: 1505, seed: 71 } };
    immich.library.addAsset(photo('bare.heic', { preview, exif: { rating: 3 } }));
    // In 2.7 the timeline may have its turn at the second one.
    for (let round = 0; round < 2; round++) await refresh();
    for (let round = 0; round < 3; round++) {
      await vi.waitFor(async () => expect(await walk(url)).toContainEqual({ path: '3 stars/bare.jpg', length: 1505 }), {
        timeout: 10_000,
      });
      const answer = await fetch(new URL('3 stars/bare.jpg', url));
      expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
      expect(await answer.arrayBuffer()).toHaveProperty('byteLength', 1505);
    }
    const warnings = log.filter(({ level }) => level >= WARN).map(({ msg }) => msg);
    expect(warnings).toEqual([expect.stringContaining('Administration > Settings > Image > Full-size')]);
  });
});

describe('files of unknown length', () => {
  it('have none in PROPFIND, and come whole', async () => {
    const { immich, url } = await startViews({ environment: { RENDITIONS: 'compatible', VIEWS: 'albums' } });
    immich.faults.add({ match: { method: 'HEAD' }, status: 500 });
    const path = 'Trips/2024/Rome/IMG_0003.jpg';
    const told = async () => (await walk(url)).find((file) => file.path === path);
    expect(await told()).toEqual({ path, length: undefined });
    const answer = await fetch(new URL(inAddress(path), url));
    const bytes = new Uint8Array(await answer.arrayBuffer());
    expect(answer.headers.get('content-type')).toBe('image/jpeg');
    expect([null, '5003']).toContain(answer.headers.get('content-length'));
    expect(bytes).toHaveLength(5003);
    // The download told it; folders are made anew once for many downloads.
    await vi.waitFor(async () => expect(await told()).toEqual({ path, length: 5003 }), { timeout: 5000 });
  });
});
