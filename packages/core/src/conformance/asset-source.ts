import { createStopSignal } from '../base/stop-signal.ts';
import { LibraryError, type LibraryErrorCode } from '../errors/library-error.ts';
import type { Asset } from '../ports/asset.ts';
import type { AssetGroup, OpenOptions } from '../ports/asset-source.ts';
import type { Content } from '../ports/content.ts';
import { type AssetSourceCase, assetsOf, type ConformanceLibrary } from './conformance-library.ts';
import { must, mustEqual } from './expect.ts';
import { groupKindRules } from './group-kinds.ts';

export async function readAll({ body }: Content): Promise<number[]> {
  const bytes: number[] = [];
  for await (const chunk of body) for (const byte of chunk) bytes.push(byte);
  return bytes;
}

async function codeOf(work: () => Promise<unknown>): Promise<LibraryErrorCode | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    must(LibraryError.is(error), `Only a LibraryError crosses the port, not ${String(error)}`);
    return error.code;
  }
}

interface Sample {
  readonly asset: Asset;
  readonly content: Uint8Array;
  readonly open: (options?: OpenOptions) => Promise<Content>;
}

async function sample({ source, albums }: ConformanceLibrary): Promise<Sample> {
  const groups = await source.listGroups('album');
  for (const album of albums) {
    const group = groups.find(({ name }) => name === album.name);
    const isAlone = (fileName: string) => album.assets.filter((other) => other.fileName === fileName).length === 1;
    const wanted = album.assets.find(({ fileName, content }) => content.length > 1 && isAlone(fileName));
    if (!group || !wanted) continue;
    const asset = (await assetsOf(source, group)).find(({ fileName }) => fileName === wanted.fileName);
    if (asset) return { asset, content: wanted.content, open: (options) => source.open(asset, 'original', options) };
  }
  throw new LibraryError(
    'not-found',
    'The library under test holds no asset of at least two bytes with a name of its own.',
  );
}

const nobody: AssetGroup = {
  kind: 'album',
  id: '00000000-0000-4000-8000-000000000000',
  name: 'nobody',
  revision: '',
  createdAt: 0,
  modifiedAt: 0,
};

/** Every rule of the port, for any test runner: `for (const { name, run } of assetSourceConformance) test(name, …)`. */
export const assetSourceConformance: readonly AssetSourceCase[] = [
  ...groupKindRules,
  {
    name: 'lists every album under its verbatim name',
    async run({ source, albums }) {
      const groups = await source.listGroups('album');
      mustEqual(groups.map(({ name }) => name).sort(), albums.map(({ name }) => name).sort(), 'names of the albums');
      mustEqual(new Set(groups.map(({ id }) => id)).size, groups.length, 'ids are unique');
    },
  },
  {
    name: 'keeps the revision of an album while nothing changes',
    async run({ source }) {
      const revisions = async () =>
        (await source.listGroups('album')).map(({ id, revision }) => `${id} ${revision}`).sort();
      const before = await revisions();
      mustEqual(await revisions(), before, 'revisions');
    },
  },
  {
    name: 'lists every asset of an album once, under its verbatim name, with its length',
    async run({ source, albums }) {
      for (const group of await source.listGroups('album')) {
        const assets = await assetsOf(source, group);
        const expected = albums.find(({ name }) => name === group.name)?.assets ?? [];
        const facts = (name: string, size: number | undefined) => `${name} ${size}`;
        mustEqual(
          assets.map(({ fileName, size }) => facts(fileName, size)).sort(),
          expected.map(({ fileName, content }) => facts(fileName, content.length)).sort(),
          `assets of ${group.name}`,
        );
        if (group.assetCount !== undefined) mustEqual(assets.length, group.assetCount, 'assetCount');
      }
    },
  },
  {
    name: 'gives times in milliseconds and a checksum in hex',
    async run(library) {
      const { asset } = await sample(library);
      for (const time of [asset.capturedAt, asset.modifiedAt, asset.uploadedAt])
        must(Number.isInteger(time), `time ${time}`);
      must(asset.sha1 === undefined || /^[0-9a-f]{40}$/.test(asset.sha1), `sha1 ${asset.sha1}`);
    },
  },
  {
    name: 'streams an asset byte for byte',
    async run(library) {
      const { content, open } = await sample(library);
      const opened = await open();
      mustEqual(opened.size, content.length, 'size');
      mustEqual(await readAll(opened), [...content], 'bytes');
    },
  },
  {
    name: 'streams a range, both ends included, and tells the length of the whole',
    async run(library) {
      const { content, open } = await sample(library);
      const range = { first: 1, last: content.length - 1 };
      const opened = await open({ range });
      mustEqual([opened.size, opened.range], [content.length, range], 'size and range');
      mustEqual(await readAll(opened), [...content.subarray(1)], 'bytes');
    },
  },
  {
    name: 'ends a range that reaches too far at the last byte',
    async run(library) {
      const { content, open } = await sample(library);
      const opened = await open({ range: { first: 1, last: content.length + 99 } });
      mustEqual(opened.range, { first: 1, last: content.length - 1 }, 'range');
      mustEqual(await readAll(opened), [...content.subarray(1)], 'bytes');
    },
  },
  {
    name: 'refuses a range that begins past the end',
    async run(library) {
      const { content, open } = await sample(library);
      const range = { first: content.length, last: content.length + 1 };
      mustEqual(await codeOf(() => open({ range })), 'range-not-satisfiable', 'code');
    },
  },
  {
    name: 'says not-found for what it does not have',
    async run(library) {
      const { asset } = await sample(library);
      const missing = { ...asset, id: nobody.id };
      mustEqual(await codeOf(() => library.source.open(missing, 'original')), 'not-found', 'code of open');
      mustEqual(await codeOf(() => assetsOf(library.source, nobody)), 'not-found', 'code of listAssets');
    },
  },
  {
    name: 'does not open when the signal is aborted already',
    async run(library) {
      const { open } = await sample(library);
      const stop = createStopSignal();
      stop.abort();
      must(
        (await codeOf(async () => readAll(await open({ signal: stop.signal })))) !== undefined,
        'It opened all the same.',
      );
    },
  },
];
