import type { Fault } from '@immich-webdav/fake-immich';
import { describe, expect, it } from 'vitest';
import { versions } from '../start-server.ts';
import { ask, names, seesChanges, startFaulty, trueBytes, until } from './start-faulty.ts';

const page = '<!doctype html><title>Log in</title><h1>Who are you?</h1>';

/** What stands in the place of Immich's JSON. */
const nonsense: readonly (readonly [string, Fault])[] = [
  ["a proxy's login page with status 200", { status: 200, html: page }],
  ["a proxy's error page", { status: 502, html: page }],
  ["a proxy's 404", { status: 404, html: page }],
  ['a redirect to a login', { status: 302, body: '', headers: { Location: 'https://login.example.org/' } }],
  ['JSON that ends early', { body: '[{"id":"0c0b7a9e-3', headers: { 'Content-Type': 'application/json' } }],
  ['JSON whose connection breaks', { truncateAfter: 40 }],
  ['JSON whose connection is reset', { resetAfter: 40 }],
  ['an empty list', { body: [] }],
  ['an empty answer', { body: '' }],
  ['null', { body: null }],
];

describe.each(versions)('in the place of the answers of Immich %s comes', (version) => {
  it.each(nonsense)('%s: what is known stays', async (_, fault) => {
    const server = await startFaulty({ version });
    const { url, immich, photos } = server;
    // Not the version: an empty list is believed when it comes twice, so that is only what one answer may be.
    immich.faults.add({ match: { path: /albums|search/ }, ...fault, ...(Array.isArray(fault.body) && { times: 1 }) });
    await photos.refresh();
    await photos.refresh();
    expect(await names(url)).toEqual(['Other', 'Trip']);
    expect(await names(url, 'Trip/')).toHaveLength(2);
    expect((await ask(url, 'Trip/small.jpg')).body).toEqual(await trueBytes(immich, 'small.jpg'));
    immich.faults.clear();
    await seesChanges(server);
  });

  it('a login page for everything: no byte of it is served, and it recovers', async () => {
    const server = await startFaulty({ version });
    const { url, immich, warnings } = server;
    immich.faults.add({ status: 200, html: page });
    for (const path of ['Trip/small.jpg', 'Trip/large.mp4']) {
      for (const headers of [{}, { range: 'bytes=0-9' }, { range: 'bytes=-10' }]) {
        const { status, body } = await ask(url, path, { headers });
        expect([status, body.toString()]).toEqual([503, expect.stringContaining('login')]);
        expect(body.toString()).not.toContain('Who are you?');
      }
    }
    await until(() => warnings().some(({ level }) => level === 50));
    immich.faults.clear();
    await seesChanges(server);
    expect((await ask(url, 'Trip/large.mp4')).body.equals(await trueBytes(immich, 'large.mp4'))).toBe(true);
  });

  it.each(['application/octet-stream', 'image/jpeg'])(
    'a page that says it were %s instead of a photo: it never passes for one',
    async (type) => {
      const server = await startFaulty({ version });
      const { url, immich } = server;
      immich.faults.add({ match: { path: /original$/ }, status: 200, body: page, headers: { 'Content-Type': type } });
      for (const path of ['Trip/small.jpg', 'Trip/large.mp4']) {
        expect((await ask(url, path)).status).toBe(502);
      }
      immich.faults.clear();
      expect((await ask(url, 'Trip/small.jpg')).body).toEqual(await trueBytes(immich, 'small.jpg'));
      const { headers } = await ask(url, 'Trip/small.jpg', { method: 'HEAD' });
      expect(headers.get('content-length')).toBe('20000');
    },
  );
});
