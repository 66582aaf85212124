import { describe, expect, test } from 'vitest';
import { MemoryTree } from './memory-tree.ts';
import { type Asked, serve } from './serving.ts';

/** What Windows takes of a folder unless `FileAttributesLimitInBytes` says otherwise. */
const windowsLimit = 1_000_000;
const files = 3_000;
const miniRedir = { 'User-Agent': 'Microsoft-WebDAV-MiniRedir/10.0.22631', translate: 'f' };
const folder = '/Sommer%202024/';

function album(): MemoryTree {
  const tree = new MemoryTree().collection('Sommer 2024').collection('Sommer 2024', 'images');
  for (let index = 0; index < files; index++)
    tree.file(['Sommer 2024', `IMG_${String(index).padStart(7, '0')}.jpg`], {
      bytes: Buffer.alloc(0),
      listedSize: 12_345_678,
      sha1: 'da39a3ee5e6b4b0d3255bfef95601890afd80709',
    });
  return tree;
}

const ask = async (asked: Asked, depth: '0' | '1' = '1') => {
  const served = await serve(album());
  const answer = await served.ask('PROPFIND', folder, { ...asked, headers: { ...asked.headers, Depth: depth } });
  expect(answer.status).toBe(207);
  return answer;
};
const namesIn = (text: string) => [
  ...new Set([...text.matchAll(/<D:(get\w+|\w+(?:name|date|type))\b/g)].map(([, name]) => name)),
];
const hrefBytes = folder.length + 'IMG_0000000.jpg'.length;

describe('Windows, which asks for everything', () => {
  test('gets at most 260 bytes for each member beside its href', async () => {
    const { body, text } = await ask({ headers: miniRedir });
    expect(text.match(/<D:response>/g)).toHaveLength(files + 2);
    expect((body.length - 1_000) / files - hrefBytes).toBeLessThan(260);
    expect(body.length).toBeLessThan(0.9 * windowsLimit);
  });

  test('gets what a directory entry holds, and no more', async () => {
    const { text } = await ask({ headers: miniRedir });
    expect(namesIn(text).sort()).toEqual(['getcontentlength', 'getlastmodified', 'resourcetype']);
    expect(text).toContain('<D:resourcetype><D:collection/></D:resourcetype>');
    expect(text).toContain('<D:getcontentlength>12345678</D:getcontentlength>');
    expect(namesIn((await ask({ headers: miniRedir }, '0')).text).sort()).toEqual(['getlastmodified', 'resourcetype']);
  });

  test('gets what it asks for by name, and no list of what there is not', async () => {
    const names = ['displayname', 'getcontentlength', 'ishidden', 'iscollection', 'isreadonly', 'lockdiscovery'];
    const body = `<propfind xmlns="DAV:"><prop>${names.map((name) => `<${name}/>`).join('')}</prop></propfind>`;
    const { text } = await ask({ headers: miniRedir, body });
    expect(namesIn(text).sort()).toEqual(['displayname', 'getcontentlength']);
    expect(text.includes('404 Not Found')).toBe(false);
    expect(text.length).toBeLessThan(0.9 * windowsLimit);
  });
});

test('every other client gets all properties, also after Windows asked', async () => {
  const served = await serve(album());
  const listed = async (headers: Record<string, string>) =>
    (await served.ask('PROPFIND', folder, { headers: { ...headers, Depth: '1' } })).text;
  const short = await listed(miniRedir);
  const all = await listed({});
  expect(namesIn(all)).toEqual(expect.arrayContaining(['displayname', 'getetag', 'creationdate', 'getcontenttype']));
  expect(await listed(miniRedir)).toBe(short);
  expect(await listed({})).toBe(all);
});

describe('a client that wants a minimal answer', () => {
  const body = '<propfind xmlns="DAV:"><prop><getetag/><nothing/><quota-used-bytes/></prop></propfind>';

  test.each<Record<string, string>>([
    { Prefer: 'return=minimal' },
    { Prefer: 'wait=10, return="minimal"; x=y' },
    { Brief: 't' },
  ])('with %j is not told what there is not', async (headers) => {
    const { text } = await ask({ headers, body }, '0');
    expect(text).toContain('<D:getetag>');
    expect(text.includes('404 Not Found')).toBe(false);
    const none = await ask({ headers, body: body.replace('<getetag/>', '') }, '0');
    expect(none.text).toContain('<D:propstat><D:prop></D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat>');
  });

  test.each<Record<string, string>>([
    {},
    { Prefer: 'return=representation' },
    { Prefer: 'xreturn=minimal' },
    { Brief: 'f' },
  ])('with %j is told', async (headers) => {
    expect((await ask({ headers, body }, '0')).text).toContain('404 Not Found');
  });
});
