import { createFakeImmich, library, photo } from '@immich-webdav/fake-immich';
import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { startLogged, versions } from '../start-server.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const bytes = (text: string) => Buffer.from(text.padEnd(64));

/** The same name and sizes in every set; the marks differ. */
const picturesOf = (set: string) =>
  ['same', `name-${set}`].map((name) =>
    photo(`${name}.jpg`, { content: bytes(`bytes-${set}`), preview: { content: bytes(`view-${set}`) } }),
  );

const [ofA, ofB, ofC] = ['a', 'b', 'c'].map(picturesOf);
const described = library()
  .user('admin', { apiKeys: [{ secret: 'admin-key' }] })
  .album('A', ofA)
  .album('B', ofB)
  .loose(...(ofC ?? []))
  .sharedLink({ album: 'A', description: 'a' })
  .sharedLink({ album: 'B', description: 'b', password: 'sesame' })
  .sharedLink({ assets: ofC ?? [], description: 'c' })
  .sharedLink({ album: 'B', description: 'b to view', allowDownload: false })
  .sharedLink({ album: 'B', description: 'b without metadata', showMetadata: false });

const marks = ['a', 'b', 'c'].flatMap((set) => [`name-${set}`, `bytes-${set}`, `view-${set}`]);

/** What each link may show. */
const shownBy = {
  a: ['name-a', 'bytes-a'],
  b: ['name-b', 'bytes-b'],
  c: ['name-c', 'bytes-c'],
  'b to view': ['name-b', 'view-b'],
  'b without metadata': ['view-b'],
} as const;
type Link = keyof typeof shownBy;
const names = Object.keys(shownBy) as Link[];

const requests = fc.record({
  link: fc.constantFrom(...names),
  byUserName: fc.boolean(),
  isWrong: fc.nat({ max: 9 }).map((chance) => chance === 0),
  method: fc.constantFrom('PROPFIND', 'GET', 'GET', 'HEAD', 'OPTIONS'),
  /** One of those that every link has, or a path that only another has. */
  file: fc.constantFrom('', '', 'own', 'same.jpg', 'name-a.jpg', 'name-b.jpg', 'name-c.jpg', 'A/', 'absent'),
  conditional: fc.boolean(),
  range: fc.boolean(),
});
type Asked = typeof requests extends fc.Arbitrary<infer Value> ? Value : never;

it.each(versions)('a link shows its assets, in its way, and nothing else, over Immich %s', async (version) => {
  const immich = createFakeImmich({ version, library: described });
  const { url, lines } = await startLogged(immich, {
    SHARED_LINKS: 'true',
    DATA_DIR: temporaryFolder(),
    CONTENT_CACHE_MB: '16',
    // One fewer than there are links: libraries are closed and opened in between.
    OPEN_LIBRARIES: '4',
    IMMICH_HINTS: 'true',
  });
  const keyOf = (link: Link) => immich.library.sharedLinkNamed(link).key;
  const passwordOf = (link: Link) => (link === 'b' ? 'sesame' : '');
  const tags = new Set<string>();
  const statuses = new Set<number>();
  const own = new Map<Link, string>();

  const send = (asked: Pick<Asked, 'link' | 'byUserName'> & Partial<Asked>, path: string) => {
    const { link, byUserName, isWrong = false, method = 'PROPFIND', conditional = false, range = false } = asked;
    const secret = isWrong ? 'wrong' : passwordOf(link);
    const user = byUserName ? `s/${keyOf(link)}` : 'anyone';
    return fetch(url + path, {
      method,
      headers: {
        authorization: `Basic ${Buffer.from(`${user}:${secret}`).toString('base64')}`,
        depth: '1',
        ...(conditional && tags.size > 0 && { 'if-none-match': [...tags].join(', ') }),
        ...(range && { range: 'bytes=0-63' }),
      },
    });
  };
  const baseOf = ({ link, byUserName }: Pick<Asked, 'link' | 'byUserName'>) => (byUserName ? '' : `s/${keyOf(link)}/`);

  // Opened before anybody guesses; a file of each whose size is there.
  for (const link of names)
    await vi.waitFor(
      async () => {
        const listed = await (await send({ link, byUserName: false }, baseOf({ link, byUserName: false }))).text();
        const [, href = ''] = /<D:href>([^<]*\.jpg)<(?:(?!<D:href>).)*<D:getcontentlength>/s.exec(listed) ?? [];
        expect(href).not.toBe('');
        own.set(link, href.slice(href.lastIndexOf('/') + 1));
      },
      { timeout: 20_000, interval: 50 },
    );

  const ask = async (asked: Asked): Promise<void> => {
    const { link, isWrong, method } = asked;
    const file = asked.file === 'own' ? (own.get(link) ?? '') : asked.file;
    const base = baseOf(asked);
    const answer = await send(asked, base + file);
    const text = await answer.text();
    const seen = `${[...answer.headers].join('\n')}\n${text}`;
    const tag = answer.headers.get('etag');
    if (tag !== null && tags.size < 20) tags.add(tag);
    statuses.add(answer.status);
    const mayShow: readonly string[] = shownBy[link];
    for (const mark of marks) if (!mayShow.includes(mark)) expect(seen.replaceAll(file || '/', '')).not.toContain(mark);
    for (const [, href = ''] of text.matchAll(/(?:<D:href>|href=")([^<"]*)/g)) expect(href).toMatch(`/${base}`);
    // Links without a password take any.
    if (isWrong && link === 'b') expect([401, 429]).toContain(answer.status);
    const isForeign = /^name-|^A/.test(file) && !mayShow.includes(file.slice(0, 6));
    if (isForeign && method !== 'OPTIONS') expect([401, 404, 429, 503]).toContain(answer.status);
  };

  for (const link of names)
    for (const file of ['own', 'absent'] as const)
      await ask({ link, byUserName: false, isWrong: false, method: 'GET', file, conditional: false, range: true });
  expect(new Set(statuses)).toEqual(new Set([206, 404]));
  await fc.assert(
    fc.asyncProperty(fc.array(requests, { minLength: 20, maxLength: 60 }), async (all) => {
      await Promise.all(all.map(ask));
    }),
    { numRuns: 8, interruptAfterTimeLimit: 15_000 },
  );
  for (const link of names) expect(lines.join('')).not.toContain(keyOf(link));
});
