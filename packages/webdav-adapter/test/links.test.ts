import { createMemoryTree, LibraryError, type OpenLink } from '@immich-webdav/core';
import { describe, expect, test, vi } from 'vitest';
import type { RequestInfo, WebdavFrontendOptions } from '../src/index.ts';
import { type Served, serve } from './serving.ts';

const name = 'sECREt-K3y';

function trees() {
  const own = createMemoryTree();
  own.addFile(['own.jpg'], { content: new Uint8Array(10) });
  own.addFile(['s', 'in-s.jpg'], { content: new Uint8Array(10) });
  const shared = createMemoryTree();
  shared.addFile(['a b.jpg'], { content: new TextEncoder().encode('shared') });
  shared.addFile(['more', 'c.jpg'], { content: new Uint8Array(10) });
  return { own, shared };
}

/** A front end whose only link has the password `sesame`, in front of a library of which nobody knows the password. */
async function serveLinks(options: Partial<WebdavFrontendOptions> = {}) {
  const { own, shared } = trees();
  const openLink = vi.fn<OpenLink>(async (given, credentials) => {
    const isRight = given === name && credentials?.scheme === 'basic' && credentials.password === 'sesame';
    if (!isRight) throw new LibraryError('unauthenticated', 'There is no such link, or its password is wrong.');
    return { principal: { id: 'link-1', name: 'Shared link' }, tree: shared };
  });
  const openSession = vi.fn(async () => ({ principal: { id: 'ada', name: 'Ada' }, tree: own }));
  const served = await serve(openSession, { requireCredentials: true, openLink, ...options });
  return { ...served, openLink, openSession };
}

const basic = (text: string) => ({ Authorization: `Basic ${Buffer.from(text).toString('base64')}` });
const right = basic('anyone:sesame');
const hrefsIn = (text: string): string[] =>
  [...text.matchAll(/(?:<D:href>|href=")([^<"]*)/g)].map(([, href = '']) => href);

describe('the tree of a link', () => {
  test('is below its path, with every href inside', async () => {
    const { ask, openSession, openLink } = await serveLinks();
    const listed = await ask('PROPFIND', `/s/${name}/`, { headers: { ...right, Depth: '1' } });
    expect(listed.status).toBe(207);
    expect(hrefsIn(listed.text)).toEqual([`/s/${name}/`, `/s/${name}/a%20b.jpg`, `/s/${name}/more/`]);
    const file = await ask('GET', `/s/${name}/a%20b.jpg`, { headers: { ...right, Range: 'bytes=1-3' } });
    expect([file.status, file.text]).toEqual([206, 'har']);
    const page = await ask('GET', `/s/${name}/more`, { headers: { ...right, Accept: 'text/html' } });
    expect(page.headers['content-type']).toContain('text/html');
    expect(hrefsIn(page.text)).toEqual([`/s/${name}/`, `/s/${name}/more/`, `/s/${name}/more/c.jpg`]);
    const missing = await ask('GET', `/s/${name}/own.jpg`, { headers: { ...right, Accept: 'text/html' } });
    expect([missing.status, hrefsIn(missing.text)]).toEqual([404, [`/s/${name}/`]]);
    const read = await ask('PROPFIND', `/s/${name}/dav/files/me/`, { headers: { ...right, Depth: '1' } });
    expect(hrefsIn(read.text)).toContain(`/s/${name}/dav/files/me/a%20b.jpg`);
    expect(openSession).not.toHaveBeenCalled();
    expect(openLink.mock.calls[0]).toEqual([
      name,
      { scheme: 'basic', username: 'anyone', password: 'sesame' },
      { address: '127.0.0.1' },
    ]);
  });

  test('is below the base path and the prefix of a proxy', async () => {
    const { ask } = await serveLinks({ basePath: '/fotos/größe/', trustedProxies: ['loopback'] });
    const headers = { ...right, Depth: '1', 'X-Forwarded-Prefix': '/out' };
    const base = `/fotos/${encodeURIComponent('größe')}/s/${name}/`;
    // macOS decomposes what it sends.
    for (const path of [base, `/fotos/${encodeURIComponent('größe'.normalize('NFD'))}/s/${name}`]) {
      const listed = await ask('PROPFIND', path, { headers });
      expect(listed.status).toBe(207);
      expect(hrefsIn(listed.text)[1]).toBe(`/out${path.replace(/\/?$/, '/')}a%20b.jpg`);
    }
    expect((await ask('PROPFIND', `/s/${name}/`, { headers })).status).toBe(404);
  });

  test('is read-only', async () => {
    const { ask } = await serveLinks();
    for (const method of ['PUT', 'DELETE', 'MKCOL', 'MOVE', 'LOCK', 'PROPPATCH'])
      expect((await ask(method, `/s/${name}/new.jpg`, { headers: right })).status, method).toBe(403);
  });

  test('needs the log-in of the link, which looks the same for every name', async () => {
    const { ask, openSession } = await serveLinks();
    const answers = [];
    for (const path of [`/s/${name}/`, '/s/unknown/', `/s/${name}/a%20b.jpg`, '/s/unknown/a%20b.jpg']) {
      for (const headers of [{}, basic('anyone:wrong'), { Authorization: 'Bearer sesame' }]) {
        const {
          status,
          headers: received,
          text,
        } = await ask('PROPFIND', path, { headers: { ...headers, Depth: '0' } });
        const { date: _, ...others } = received;
        answers.push(JSON.stringify([status, others, text]));
      }
    }
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toContain('Basic realm=\\"Immich shared link\\"');
    expect(answers[0]).toMatch(/^\[401,/);
    expect(openSession).not.toHaveBeenCalled();
  });

  test('takes the name as clients decompose and escape it', async () => {
    const { ask, openLink } = await serveLinks();
    for (const path of [
      '/s/Gr%C3%B6%C3%9Fe/',
      '/s/Gro%CC%88%C3%9Fe/a.jpg',
      '/%73/Gr%F6%DFe',
      '//s//Gr%C3%B6%C3%9Fe?x=1',
    ])
      await ask('GET', path);
    expect(openLink.mock.calls.map(([given]) => given)).toEqual(['Größe', 'Größe', 'Größe', 'Größe']);
  });
});

describe('the path of all links', () => {
  test.each(['/s', '/s/'])('%s lists nothing, and needs no log-in', async (path) => {
    const { ask, openLink, openSession } = await serveLinks();
    const listed = await ask('PROPFIND', path, { headers: { Depth: '1' } });
    expect([listed.status, hrefsIn(listed.text)]).toEqual([207, ['/s/']]);
    const page = await ask('GET', path, { headers: { Accept: 'text/html' } });
    expect([page.status, hrefsIn(page.text)]).toEqual([200, ['/s/']]);
    expect(openLink).not.toHaveBeenCalled();
    expect(openSession).not.toHaveBeenCalled();
  });

  test('is that of a folder where there are no links', async () => {
    const { own } = trees();
    const { ask } = await serve(own);
    const listed = await ask('PROPFIND', '/s/', { headers: { Depth: '1' } });
    expect(hrefsIn(listed.text)).toEqual(['/s/', '/s/in-s.jpg']);
  });

  test.each(['/S/x/', '/sx/', '/own.jpg', '/a/s/x/', '/'])('does not cover %s', async (path) => {
    const { ask, openLink, openSession } = await serveLinks();
    await ask('PROPFIND', path, { headers: { ...right, Depth: '0' } });
    expect(openSession).toHaveBeenCalledOnce();
    expect(openLink).not.toHaveBeenCalled();
  });
});

test('the name of a link is in no report of a request', async () => {
  const reports: RequestInfo[] = [];
  const options = { basePath: '/dav/', onRequest: (info: RequestInfo) => reports.push(info) };
  const { ask, raw }: Served = await serveLinks(options);
  const paths = [`/dav/s/${name}/`, `/dav/%73/${name}/a%20b.jpg?x=${name}`, `/dav//s/${name}`, `/dav/s/${name}/%zz`];
  for (const path of paths) {
    await ask('GET', path, { headers: right });
    await ask('GET', path);
  }
  await raw(`BREW /dav/s/${name}/../x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`);
  await ask('GET', '/dav/s/');
  await ask('GET', '/dav/own.jpg', { headers: right });
  await vi.waitFor(() => expect(reports.length).toBeGreaterThanOrEqual(10), { timeout: 10_000 });
  expect(JSON.stringify(reports)).not.toContain(name);
  const shown = ['(malformed)', '/dav/own.jpg', '/dav/s/', '/dav/s/*', '/dav/s/*/', '/dav/s/*/a%20b.jpg'];
  expect([...new Set(reports.map(({ path }) => path))].toSorted()).toEqual(shown);
  expect(reports[0]).toMatchObject({ principal: 'link-1', status: 200 });
});
