import { describe, expect, test } from 'vitest';
import { MemoryTree, modifiedAt } from './memory-tree.ts';
import { serve } from './serving.ts';

const library = () => new MemoryTree().collection('album').file(['album', 'a.jpg'], { bytes: Buffer.from('picture') });
const path = '/album/a.jpg';
const before = new Date(modifiedAt - 60_000).toUTCString();
const after = new Date(modifiedAt + 60_000).toUTCString();

/** Statuses by method; `TAG` stands for the current entity tag. */
const table: readonly [headers: Record<string, string>, get: number, propfind: number][] = [
  [{}, 200, 207],
  [{ 'If-Match': 'TAG' }, 200, 207],
  [{ 'If-Match': '*' }, 200, 207],
  [{ 'If-Match': '"other"' }, 412, 412],
  [{ 'If-Match': '"other"', 'If-Unmodified-Since': after }, 412, 412],
  [{ 'If-Match': 'TAG', 'If-Unmodified-Since': before }, 200, 207],
  [{ 'If-Unmodified-Since': before }, 412, 412],
  [{ 'If-Unmodified-Since': after }, 200, 207],
  [{ 'If-None-Match': 'TAG' }, 304, 412],
  [{ 'If-None-Match': '"other"' }, 200, 207],
  [{ 'If-None-Match': '"other"', 'If-Modified-Since': after }, 200, 207],
  [{ 'If-Modified-Since': after }, 304, 207],
  [{ 'If-Modified-Since': before }, 200, 207],
  [{ 'If-Match': '"other"', 'If-None-Match': 'TAG' }, 412, 412],
  [{ If: '([TAG])' }, 200, 207],
  [{ If: '(["other"])' }, 412, 412],
  [{ If: '(["other"]) ([TAG])' }, 200, 207],
  [{ If: '(Not <DAV:no-lock>)' }, 200, 207],
  [{ If: '(<urn:uuid:1>)' }, 412, 412],
  [{ If: '([TAG] <urn:uuid:1>)' }, 412, 412],
  [{ If: `<${path}> ([TAG])` }, 200, 207],
  [{ If: `<https://elsewhere.example${path}> ([TAG])` }, 200, 207],
  [{ If: '</album/> ([TAG])' }, 412, 412],
  [{ If: '</album/none> (Not [TAG])' }, 200, 207],
  [{ If: '([TAG])', 'If-Match': '"other"' }, 412, 412],
  [{ If: '([TAG]', 'If-None-Match': 'TAG' }, 400, 400],
  [{ If: '' }, 400, 400],
];

describe.each(['GET', 'HEAD', 'PROPFIND'])('%s', (method) => {
  test.each(table)('with %j', async (headers, reading, propfind) => {
    const { ask } = await serve(library());
    const { etag = '' } = (await ask('HEAD', path)).headers;
    const sent = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, value.replaceAll('TAG', etag)]),
    );
    const got = await ask(method, path, { headers: { ...sent, Depth: '0' } });
    expect(got.status).toBe(method === 'PROPFIND' ? propfind : reading);
    if (got.status === 304) expect(got.headers).toMatchObject({ etag, 'cache-control': 'private, no-cache' });
    if (got.status === 304 || method === 'HEAD') expect(got.text).toBe('');
  });
});

test('a collection has preconditions too', async () => {
  const tree = library();
  const etag = `"${(await tree.resolve(['album']))?.etag}"`;
  const { ask } = await serve(tree);
  expect((await ask('GET', '/album/', { headers: { 'If-None-Match': etag } })).status).toBe(304);
  expect((await ask('PROPFIND', '/album/', { headers: { Depth: '1', 'If-Match': '"x"' } })).status).toBe(412);
});

test.each([
  ['GET', '/none', 404],
  ['OPTIONS', path, 200],
  ['PUT', path, 403],
  ['LOCK', path, 403],
])('%s %s ignores preconditions, since its answer is %i without them', async (method, where, status) => {
  const { ask } = await serve(library());
  for (const headers of [{ If: '((' }, { 'If-Match': '"x"' }, { 'If-None-Match': '*' }])
    expect((await ask(method, where, { headers })).status).toBe(status);
});

test('a resource tag below the base path is resolved there', async () => {
  const { ask } = await serve(library(), { basePath: '/photos/' });
  const { etag } = (await ask('HEAD', `/photos${path}`)).headers;
  const askIf = (value: string) => ask('GET', '/photos/album/', { headers: { If: value } });
  expect((await askIf(`</photos${path}> ([${etag}])`)).status).toBe(200);
  expect((await askIf(`<${path}> ([${etag}])`)).status).toBe(412);
});
