import { METHODS } from 'node:http';
import { describe, expect, test } from 'vitest';
import { MemoryTree } from './memory-tree.ts';
import { serve } from './serving.ts';

const library = () => new MemoryTree().collection('album').file(['album', 'a.jpg'], { bytes: Buffer.from('picture') });
const paths = ['/', '/album', '/album/', '/album/a.jpg', '/album/new', '/new/deeper/'];
const sentence = 'The library is read-only over WebDAV; change it in Immich.\n';

/** What comes with writes, well-formed or not: none of it changes the answer. */
const headers = [
  {},
  { If: '(<opaquelocktoken:a>)' },
  { Destination: '/b', Overwrite: 'T' },
  { Depth: 'x', 'Lock-Token': '<x>' },
  { 'Content-Encoding': 'gzip', Translate: 'f' },
];

const answered = ['OPTIONS', 'GET', 'HEAD', 'PROPFIND'];
const onlyReading = ['M-SEARCH', 'QUERY', 'REPORT', 'SEARCH', 'TRACE'];
/** A request of that name asks a proxy for a tunnel, and Node answers it alone. */
const ofProxies = ['CONNECT'];
/** Of every name that Node reads, among them those of RFC 4918, of its extensions and of protocols beside it. */
const writing = METHODS.filter((method) => ![...answered, ...onlyReading, ...ofProxies, 'MKCOL'].includes(method));

describe('a write', () => {
  test.each(writing)(
    '%s is refused with 403 and a sentence, wherever it goes and whatever comes with it',
    async (method) => {
      const { ask, errors } = await serve(library());
      for (const path of paths) {
        for (const sent of headers) {
          const got = await ask(method, path, { headers: sent, body: '<set/><remove/>' });
          expect([path, got.status, got.text]).toEqual([path, 403, sentence]);
          expect(got.headers.allow).toBe('OPTIONS, GET, HEAD, PROPFIND');
        }
      }
      expect(errors).toEqual([]);
    },
  );

  test.each([
    ['/', 405],
    ['/album', 405],
    ['/album/', 405],
    ['/album/a.jpg', 405],
    ['/album/a.jpg/', 405],
    ['/new', 403],
    ['/new/', 403],
    ['/album/new/', 403],
    ['/new/deeper/', 403],
  ])('MKCOL %s is answered %i', async (path, status) => {
    const { ask } = await serve(library());
    for (const sent of headers) {
      const got = await ask('MKCOL', path, { headers: sent });
      expect(got.status).toBe(status);
      expect(got.text).toBe(status === 403 ? sentence : 'This path exists already.\n');
    }
  });

  test.each(['PUT', 'MKCOL'])('%s without credentials is asked for them', async (method) => {
    const { ask } = await serve(library(), { requireCredentials: true });
    expect((await ask(method, '/new')).status).toBe(401);
  });
});

test.each(onlyReading)('%s, which writes nothing and does not exist here, is answered 501', async (method) => {
  const { ask, errors } = await serve(library());
  for (const path of paths) {
    const { status, text } = await ask(method, path);
    expect([path, status, text]).toEqual([path, 501, 'Use OPTIONS, GET, HEAD or PROPFIND.\n']);
  }
  expect(errors).toEqual([]);
});
