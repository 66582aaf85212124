import { createFakeImmich, library, photo } from '@immich-webdav/fake-immich';
import fc from 'fast-check';
import { expect, it, onTestFinished } from 'vitest';
import { createContainer, parseConfiguration, Token } from '../../src/index.ts';
import { versions } from '../start-server.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const people = ['alice', 'bob', 'carol'] as const;
type Person = (typeof people)[number];
const keyOf = (person: Person): string => person.padEnd(43, '0');
/** A word that stands in every name and every byte of a person, and nowhere else. */
const markOf = (person: Person): string => `of-${person}`;

/** The same albums, names and sizes for everyone; only the mark differs. */
const described = people.reduce(
  (grown, person) =>
    grown
      .user(person, {
        email: `${person}@example.com`,
        password: `${person} secret`,
        apiKeys: [{ secret: keyOf(person) }],
      })
      .album('Trips', [
        photo('same.jpg', { content: Buffer.from(`same bytes ${markOf(person)}`.padEnd(64)) }),
        photo(`${markOf(person)}.jpg`, { content: Buffer.from(markOf(person).padEnd(64)) }),
      ])
      .album(`Album ${markOf(person)}`, [photo('one.jpg', { content: Buffer.from(`one ${markOf(person)}`) })]),
  library(),
);

const paths = [
  '',
  'Trips/',
  'Trips/same.jpg',
  'absent',
  ...people.flatMap((person) => [
    `Trips/${markOf(person)}.jpg`,
    `Album%20${markOf(person)}/`,
    `Album%20${markOf(person)}/one.jpg`,
  ]),
];

const requests = fc.record({
  person: fc.constantFrom(...people),
  byKey: fc.boolean(),
  isWrong: fc.boolean(),
  method: fc.constantFrom('PROPFIND', 'GET', 'HEAD', 'OPTIONS'),
  path: fc.constantFrom(...paths),
  conditional: fc.boolean(),
  range: fc.boolean(),
});

it.each(versions)(
  'as one person nothing of another is ever seen, whatever all ask at once, with Immich %s',
  async (version) => {
    const immich = createFakeImmich({ version, library: described });
    onTestFinished(() => immich.close());
    const lines: string[] = [];
    const container = createContainer(
      parseConfiguration({
        IMMICH_URL: (await immich.listen()).url,
        FLATTEN_ASSET_STRUCTURE: 'true',
        DATA_DIR: temporaryFolder(),
        CONTENT_CACHE_MB: '16',
        // One library fewer than there are accounts: libraries are closed and opened in between.
        OPEN_LIBRARIES: '5',
        WEBDAV_HOST: '127.0.0.1',
        WEBDAV_PORT: '0',
        IMMICH_HINTS: 'false',
      }),
    );
    container.rebind(Token.LogOutput).toConstantValue({ write: (line: string) => void lines.push(line) });
    const application = container.get(Token.Application);
    const { url } = await application.start();
    onTestFinished(() => application.stop());
    const tags = new Set<string>();
    const statuses = new Set<number>();

    const ask = async (one: typeof requests extends fc.Arbitrary<infer Request> ? Request : never): Promise<void> => {
      const { person, byKey, isWrong, method, path, conditional, range } = one;
      const secret = byKey ? keyOf(person) : `${person} secret`;
      const credentials = `${person}@example.com:${isWrong ? `${secret}x` : secret}`;
      const answer = await fetch(url + path, {
        method,
        headers: {
          authorization: `Basic ${Buffer.from(credentials).toString('base64')}`,
          depth: '1',
          ...(conditional && tags.size > 0 && { 'if-none-match': [...tags].join(', ') }),
          ...(range && { range: 'bytes=0-63' }),
        },
      });
      const seen = `${[...answer.headers].join('\n')}\n${await answer.text()}`;
      const tag = answer.headers.get('etag');
      if (tag !== null && tags.size < 20) tags.add(tag);
      statuses.add(answer.status);
      for (const other of people) if (other !== person) expect(seen.replaceAll(path, '')).not.toContain(markOf(other));
      if (isWrong) expect([401, 429]).toContain(answer.status);
      if (!isWrong && path.includes('of-') && !path.includes(markOf(person)) && method !== 'OPTIONS')
        expect([404, 429, 503]).toContain(answer.status);
    };

    await fc.assert(
      fc.asyncProperty(fc.array(requests, { minLength: 20, maxLength: 60 }), async (all) => {
        await Promise.all(all.map(ask));
      }),
      { numRuns: 8, interruptAfterTimeLimit: 15_000 },
    );
    expect([...statuses]).toEqual(expect.arrayContaining([200, 207, 404]));
    for (const person of people) expect(lines.join('')).not.toContain(keyOf(person));
  },
);
