import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '@immich-webdav/core';
import { createFakeImmich, type FakeImmich, library, photo, video } from '@immich-webdav/fake-immich';
import { describe, expect, it, vi } from 'vitest';
import type { Environment } from '../src/index.ts';
import { startLogged, versions } from './start-server.ts';
import { temporaryFolder } from './temporary-folder.ts';

type Version = (typeof versions)[number];

const patience = { timeout: 20_000, interval: 50 };
const place = { city: 'Rome', latitude: 41.9, longitude: 12.5, description: 'us' };
const beach = photo('beach.jpg', {
  exif: place,
  fileCreatedAt: '2020-02-03T04:05:06Z',
  content: { generated: 5000 },
  preview: { content: { generated: 700 } },
});
const clip = video('clip.mov', { transcoded: { content: { generated: 900 } } });
const described = library()
  .user('admin', { password: 'admin secret', email: 'admin@example.com', apiKeys: [{ secret: 'admin-key' }] })
  .album('Trip', [beach, clip])
  .album('Private', [photo('private.jpg')])
  .sharedLink({ album: 'Trip', description: 'open', slug: 'our trip' })
  .sharedLink({ album: 'Trip', description: 'locked', password: 'sesame', slug: 'locked' })
  .sharedLink({ assets: [beach], description: 'one' })
  .sharedLink({ album: 'Trip', description: 'view', allowDownload: false })
  .sharedLink({ album: 'Trip', description: 'bare', showMetadata: false, createdAt: '2026-01-02T03:04:05Z' })
  .sharedLink({ album: 'Trip', description: 'expired', expiresAt: '2020-01-01T00:00:00Z' });

interface Asked {
  readonly method?: string;
  readonly password?: string;
  readonly user?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

async function serve(version: Version, environment: Environment = {}, lib = described) {
  let skipped = 0;
  const immich = createFakeImmich({ version, library: lib, now: () => Date.now() + skipped });
  const settings = {
    DATA_DIR: ':memory:',
    SHARED_LINKS: 'true',
    // Refreshes are made by hand.
    REFRESH_INTERVAL: '24d',
    ...environment,
  };
  const { url, lines } = await startLogged(immich, settings, {
    ...systemClock,
    now: () => systemClock.now() + skipped,
    elapsed: () => systemClock.elapsed() + skipped,
    // Refusals wait for half a second, and looks at an opening library for less.
    sleep: (ms, signal) => systemClock.sleep(ms <= 1000 ? Math.min(ms, 10) : ms, signal),
  });
  const keyOf = (name: string) => immich.library.sharedLinkNamed(name).key;
  const ask = (path: string, { method = 'GET', user = 'anyone', password, headers = {} }: Asked = {}) =>
    fetch(url + path, {
      method,
      headers: {
        ...(password !== undefined && {
          authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
        }),
        ...headers,
      },
    });
  /** The hrefs of a PROPFIND, or its status. */
  const list = async (path: string, asked: Asked = {}): Promise<readonly string[] | number> => {
    const answer = await ask(path, { ...asked, method: 'PROPFIND', headers: { depth: '1' } });
    const text = await answer.text();
    if (answer.status !== 207) return answer.status;
    return [...text.matchAll(/<D:href>([^<]*)<\/D:href>/g)].map(([, href = '']) => href);
  };
  const skip = (ms: number): void => {
    skipped += ms;
  };
  return { immich, url, lines, keyOf, ask, list, skip };
}

const asksFor = (immich: FakeImmich, path: RegExp) => immich.requests.matching(path).length;

describe.each(versions)('a shared link of Immich %s', (version) => {
  it('is a folder of its assets, by key and by slug, with ranges, without an account', async () => {
    const { list, ask, keyOf, immich } = await serve(version);
    const base = `s/${keyOf('open')}/`;
    expect(await list(base)).toEqual([`/${base}`, `/${base}beach.jpg`, `/${base}clip.mov`]);
    expect(await list('s/our%20trip/')).toEqual([
      '/s/our%20trip/',
      '/s/our%20trip/beach.jpg',
      '/s/our%20trip/clip.mov',
    ]);
    expect(await list(`s/${keyOf('one')}`)).toEqual([`/s/${keyOf('one')}/`, `/s/${keyOf('one')}/beach.jpg`]);
    const whole = await (await ask(`${base}beach.jpg`)).arrayBuffer();
    expect(whole.byteLength).toBe(5000);
    const part = await ask(`${base}beach.jpg`, { headers: { range: 'bytes=100-199' } });
    expect([part.status, Buffer.from(await part.arrayBuffer())]).toEqual([206, Buffer.from(whole).subarray(100, 200)]);
    const page = await ask(base, { headers: { accept: 'text/html' } });
    const hrefs = [...(await page.text()).matchAll(/href="([^"]*)"/g)].map(([, href]) => href);
    expect(hrefs).toEqual([`/${base}`, `/${base}beach.jpg`, `/${base}clip.mov`]);
    expect([page.status, page.headers.get('referrer-policy')]).toEqual([200, 'no-referrer']);
    // Key and slug are one library, and the account of nobody.
    expect(new Set(immich.requests.entries.flatMap(({ headers }) => headers['x-api-key'] ?? []))).toEqual(new Set());
  });

  it('takes the name of the link as the user name where a client has no path', async () => {
    const { list, keyOf, ask } = await serve(version);
    for (const user of [`s/${keyOf('locked')}`, 's/locked', 'HOME\\s/locked/'])
      expect(await list('', { user, password: 'sesame' })).toEqual(['/', '/beach.jpg', '/clip.mov']);
    expect(await list('', { user: `s/${keyOf('open')}`, password: '' })).toEqual(['/', '/beach.jpg', '/clip.mov']);
    expect(await list('', { user: 's/locked', password: 'wrong' })).toBe(401);
    expect((await ask('beach.jpg', { user: 's/locked', password: 'sesame' })).status).toBe(200);
    // The log-in of people is as it was.
    expect(await list('', { user: 'admin@example.com', password: 'admin secret' })).toEqual([
      '/',
      '/Private/',
      '/Trip/',
    ]);
    expect(await list('')).toBe(401);
  });

  it('asks for its password, which any user name may bring', async () => {
    const { list, keyOf, ask } = await serve(version);
    const base = `s/${keyOf('locked')}/`;
    const refused = await ask(base);
    expect([refused.status, refused.headers.get('www-authenticate')]).toEqual([
      401,
      'Basic realm="Immich shared link", charset="UTF-8"',
    ]);
    expect(await list(base, { password: 'wrong' })).toBe(401);
    for (const user of ['', 'anyone', 'admin@example.com'])
      expect(await list(base, { user, password: 'sesame' })).toHaveLength(3);
    expect(await list(`s/${keyOf('open')}/`, { password: 'a password that it does not need' })).toHaveLength(3);
  });

  it.each([undefined, 'wrong'])(
    'refuses unknown, expired and locked links alike, with password %s',
    async (password) => {
      const { ask, keyOf, immich } = await serve(version);
      const answers = new Set<string>();
      for (const name of ['A'.repeat(67), 'no such slug', keyOf('expired'), keyOf('locked')]) {
        const before = immich.requests.entries.length;
        const path = `s/${encodeURIComponent(name)}/beach.jpg`;
        const answer = await ask(path, password === undefined ? {} : { password });
        const headers = [...answer.headers].filter(([header]) => header !== 'date');
        const requests = immich.requests.entries.length - before;
        answers.add(JSON.stringify([answer.status, headers, await answer.text(), requests]));
      }
      expect(answers.size).toBe(1);
      expect([...answers][0]).toMatch(/^\[401,.*,1\]$/);
    },
  );

  it('ends when it expires, also in a mount', async () => {
    const { list, keyOf, immich, skip, ask } = await serve(version);
    const base = `s/${keyOf('open')}/`;
    immich.library.updateSharedLink(immich.library.sharedLinkNamed('open').id, { expiresAt: Date.now() + 600_000 });
    expect(await list(base)).toHaveLength(3);
    skip(599_000);
    expect(await list(base)).toHaveLength(3);
    skip(2_000);
    expect(await list(base)).toBe(401);
    expect((await ask(`${base}beach.jpg`)).status).toBe(401);
  });

  it.each(['removed', 'locked'] as const)('is gone within a minute once it is %s', async (how) => {
    const { list, keyOf, immich, skip } = await serve(version);
    const base = `s/${keyOf('open')}/`;
    expect(await list(base)).toHaveLength(3);
    const { id } = immich.library.sharedLinkNamed('open');
    if (how === 'removed') immich.library.removeSharedLink(id);
    else immich.library.updateSharedLink(id, { password: 'new' });
    skip(60_000);
    expect(await list(base)).toBe(401);
    if (how === 'locked') expect(await list(base, { password: 'new' })).toHaveLength(3);
  });

  it('is gone with the next request once Immich refused one of its own', async () => {
    const { ask, list, keyOf, immich } = await serve(version);
    const base = `s/${keyOf('open')}/`;
    expect(await list(base)).toHaveLength(3);
    immich.library.removeSharedLink(immich.library.sharedLinkNamed('open').id);
    expect((await ask(`${base}beach.jpg`)).status).toBe(503);
    expect(await list(base)).toBe(401);
  });

  it('refuses another password within a minute, and takes the new one', async () => {
    const { list, immich, skip } = await serve(version);
    expect(await list('s/locked/', { password: 'sesame' })).toHaveLength(3);
    immich.library.updateSharedLink(immich.library.sharedLinkNamed('locked').id, { password: 'other' });
    expect(await list('s/locked/', { password: 'other' })).toHaveLength(3);
    skip(60_000);
    expect(await list('s/locked/', { password: 'sesame' })).toBe(401);
    expect(await list('s/locked/', { password: 'other' })).toHaveLength(3);
  });

  it('shows previews and videos to play where Immich allows no download', async () => {
    const { list, keyOf, ask, immich } = await serve(version);
    const base = `s/${keyOf('view')}/`;
    await vi.waitFor(
      async () => expect(await list(base)).toEqual([`/${base}`, `/${base}beach.jpg`, `/${base}clip.mp4`]),
      patience,
    );
    const preview = await ask(`${base}beach.jpg`);
    expect([preview.headers.get('content-type'), (await preview.arrayBuffer()).byteLength]).toEqual([
      'image/jpeg',
      700,
    ]);
    expect((await (await ask(`${base}clip.mp4`)).arrayBuffer()).byteLength).toBe(900);
    const found = await ask(base, { method: 'PROPFIND', headers: { depth: '1' } });
    const text = await found.text();
    expect(text).toContain('03 Feb 2020');
    expect(text).not.toContain('SHA1');
    expect(asksFor(immich, /\/original$/)).toBe(0);
  });

  it('follows what Immich allows within a minute', async () => {
    const { list, keyOf, ask, immich, skip } = await serve(version);
    const base = `s/${keyOf('open')}/`;
    const bytes = async () => (await (await ask(`${base}beach.jpg`)).arrayBuffer()).byteLength;
    expect(await list(base)).toContain(`/${base}clip.mov`);
    expect(await bytes()).toBe(5000);
    const { id } = immich.library.sharedLinkNamed('open');
    immich.library.updateSharedLink(id, { allowDownload: false });
    skip(60_000);
    await vi.waitFor(async () => expect(await list(base)).toContain(`/${base}clip.mp4`), patience);
    expect(await bytes()).toBe(700);
    immich.library.updateSharedLink(id, { allowDownload: true });
    skip(60_000);
    expect(await list(base)).toContain(`/${base}clip.mov`);
    expect(await bytes()).toBe(5000);
  });

  it('shows no name, date, place or checksum without metadata, even if downloads are allowed later', async () => {
    const { list, keyOf, ask, immich } = await serve(version);
    const { id, createdAt } = immich.library.sharedLinkNamed('bare');
    immich.library.updateSharedLink(id, { allowDownload: true });
    const base = `s/${keyOf('bare')}/`;
    const idOf = (name: string) => immich.library.assetNamed(name).id.slice(0, 8);
    const names = [`Photo%20${idOf('beach.jpg')}.jpg`, `Video%20${idOf('clip.mov')}.mp4`];
    await vi.waitFor(
      async () => expect(await list(base)).toEqual([`/${base}`, ...names.map((name) => `/${base}${name}`)]),
      patience,
    );
    const found = await (await ask(base, { method: 'PROPFIND', headers: { depth: '1' } })).text();
    for (const hidden of ['beach', 'clip', '2020', 'Rome', 'SHA1']) expect(found).not.toContain(hidden);
    expect(found).toContain(new Date(createdAt).toUTCString());
    expect((await (await ask(`${base}${names[0]}`)).arrayBuffer()).byteLength).toBe(700);
    expect((await ask(`${base}beach.jpg`)).status).toBe(404);
    expect(asksFor(immich, /\/original$/)).toBe(0);
  });

  it('shows nothing but its assets, whatever is asked', async () => {
    const { ask, keyOf, list } = await serve(version);
    const base = `s/${keyOf('one')}/`;
    expect(await list(base)).toHaveLength(2);
    for (const path of ['clip.mov', 'private.jpg', 'Private/', 'Trip/', '..%2f', 'beach.jpg/x', 's/our%20trip/'])
      expect([400, 404], path).toContain((await ask(base + path)).status);
    for (const [header, value] of [
      ['if', `</s/our%20trip/beach.jpg> (["x"])`],
      ['destination', '/s/our%20trip/beach.jpg'],
      ['x-forwarded-prefix', '/s/our%20trip'],
      ['x-forwarded-host', 'elsewhere'],
    ]) {
      const found = await ask(base, { method: 'PROPFIND', headers: { depth: '1', [header ?? '']: value ?? '' } });
      const text = await found.text();
      expect(text).not.toContain('clip');
      for (const [, href] of text.matchAll(/<D:href>([^<]*)/g)) expect(href?.startsWith(`/${base}`)).toBe(true);
    }
    for (const method of ['PUT', 'DELETE', 'MOVE', 'COPY', 'MKCOL', 'LOCK', 'PROPPATCH', 'POST', 'PATCH'])
      expect((await ask(`${base}beach.jpg`, { method })).status, method).toBeGreaterThanOrEqual(400);
  });

  it('stays read only where accounts may add photos', async () => {
    const { ask, list, keyOf, immich } = await serve(version, { WRITES: 'add', IMMICH_API_KEY: 'admin-key' });
    const key = keyOf('open');
    expect(await list(`s/${key}/`)).toHaveLength(3);
    const before = immich.requests.entries.length;
    for (const path of [`s/${key}/new.jpg`, `s/${key}/beach.jpg`, `s/${key}/new/`, 's/', 's/new.jpg'])
      for (const method of ['PUT', 'MKCOL', 'DELETE', 'MOVE', 'COPY', 'PROPPATCH', 'LOCK'])
        expect([401, 403, 405], `${method} ${path}`).toContain((await ask(path, { method })).status);
    for (const method of ['PUT', 'MKCOL'])
      expect((await ask('new.jpg', { method, user: `s/${key}`, password: '' })).status).toBe(403);
    const sent = immich.requests.entries.slice(before);
    expect(sent.filter(({ method, path }) => method !== 'GET' && !path.endsWith('/shared-links/login'))).toEqual([]);
    expect(await list(`s/${key}/`)).toHaveLength(3);
  });

  it('is not locked out by those who guess, and those are', async () => {
    const { list, keyOf, immich } = await serve(version);
    const base = `s/${keyOf('open')}/`;
    expect(await list(base)).toHaveLength(3);
    for (let guess = 0; guess < 5; guess++) expect(await list(`s/guess-${guess}/`)).toBe(401);
    const asked = asksFor(immich, /shared-links/);
    const flood = await Promise.all(Array.from({ length: 50 }, (_, at) => list(`s/more-${at}/`)));
    expect(flood.filter((status) => status === 429).length).toBeGreaterThanOrEqual(45);
    expect(asksFor(immich, /shared-links/) - asked).toBeLessThanOrEqual(5);
    expect(await list(base)).toHaveLength(3);
  });

  it('counts requests without a password as one attempt a minute, however many a client sends', async () => {
    const { list, immich } = await serve(version);
    for (let probe = 0; probe < 20; probe++) expect(await list('s/locked/')).toBe(401);
    expect(asksFor(immich, /shared-links/)).toBe(1);
    expect(await list('s/locked/', { password: 'sesame' })).toHaveLength(3);
    expect(await list('s/locked/')).toBe(401);
  });
});

describe('shared links', () => {
  it('keep keys, slugs and passwords out of the log, and log each refused password', async () => {
    const { list, keyOf, lines, ask, immich, skip } = await serve('3.1.0');
    const key = keyOf('locked');
    await list(`s/${key}/`, { password: 'sesame' });
    await list(`s/${key}/`, { password: 'wr0ng-guess' });
    await list('', { user: `s/${key}`, password: 'wr0ng-guess' });
    await list('s/our%20trip/');
    for (const path of [`share/${key}`, `S/${key}/`, `${key}/`]) await ask(path);
    await ask(`s/${key}/%zz`);
    await ask(`%73/${key}/beach.jpg`, { method: 'BREW' }).catch(() => {});
    immich.faults.add({ match: { path: /original/ }, status: 500 });
    await ask(`s/${key}/beach.jpg`, { password: 'sesame' });
    immich.library.removeSharedLink(immich.library.sharedLinkNamed('locked').id);
    skip(60_000);
    await list(`s/${key}/`, { password: 'sesame' });
    const refused = lines.filter((line) => line.includes('Refused a log-in'));
    await list('', { user: key, password: 'wr0ng-guess' });
    const log = lines.join('');
    for (const secret of [key, 'our trip', 'our%20trip', 'sesame', 'wr0ng-guess']) expect(log).not.toContain(secret);
    expect(refused.length).toBe(3);
    for (const line of refused) expect(line).toMatch(/"address":"127\.0\.0\.1","username":"s\/[\da-f]{8}"/);
    expect(log).toMatch(/"path":"\/s\/\*\/","status":207.*"principal":"link-[\da-f]{16}"/);
  });

  it('are not served unless that is set, and their names are not logged then either', async () => {
    const { list, keyOf, lines, immich } = await serve('3.1.0', { SHARED_LINKS: 'false' });
    expect(await list(`s/${keyOf('open')}/`)).toBe(401);
    expect(await list('', { user: `s/${keyOf('open')}`, password: 'any' })).toBe(401);
    expect(asksFor(immich, /shared-links/)).toBe(0);
    expect(lines.filter((line) => line.includes('Refused')).join('')).not.toContain(keyOf('open'));
  });

  it.each([
    ['single', { IMMICH_API_KEY: 'admin-key', WEBDAV_USERNAME: 'ada', WEBDAV_PASSWORD: 'a long password' }],
    ['single without a password', { IMMICH_API_KEY: 'admin-key' }],
    ['users', { users: 'users: [{ name: ada, password: a long password, apiKey: admin-key }]' }],
    ['immich', {}],
  ])('stand beside AUTH=%s, in a pool of their own', async (_, { users, ...environment }: Environment) => {
    const file = join(temporaryFolder(), 'users.yml');
    if (users !== undefined) writeFileSync(file, users, { mode: 0o600 });
    const { list, keyOf, url } = await serve('3.1.0', {
      ...environment,
      ...(users !== undefined && { USERS_FILE: file }),
      OPEN_LIBRARIES: '1',
      WEBDAV_BASE_PATH: '/dav',
    });
    if (users !== undefined)
      expect(await list('', { user: 'ada', password: 'a long password' })).toContain('/dav/Trip/');
    expect(url).toMatch(/\/dav\/$/);
    for (const name of ['open', 'one', 'open']) {
      const listed = await vi.waitFor(async () => {
        const hrefs = await list(`s/${keyOf(name)}/`);
        expect(hrefs).not.toBe(503);
        return hrefs;
      }, patience);
      expect(listed).toHaveLength(name === 'open' ? 3 : 2);
      expect(listed).toContain(`/dav/s/${keyOf(name)}/beach.jpg`);
    }
  });
});
