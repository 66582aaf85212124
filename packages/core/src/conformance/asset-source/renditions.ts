import { LibraryError } from '../../errors/library-error.ts';
import type { Asset, Rendition, RenditionMetadata } from '../../ports/asset.ts';
import type { AssetSource } from '../../ports/asset-source.ts';
import { ConformanceError, must, mustEqual, mustHonorSignal, mustReject, readAll } from '../expect.ts';
import {
  type AssetSourceCase,
  type ConformanceLibrary,
  everyAsset,
  missingGroup,
  needsAbility,
  sample,
  samples,
} from './library-under-test.ts';

type Derived = Exclude<Rendition, 'original'>;

const isDerived: Readonly<Record<Derived, true>> = {
  edited: true,
  fullsize: true,
  preview: true,
  thumbnail: true,
  playback: true,
  motion: true,
};
const names = Object.keys(isDerived) as readonly Derived[];
/** A rule reads so many renditions at most: each may be a request. */
const mostRead = 12;

interface Described {
  readonly asset: Asset;
  readonly rendition: Rendition;
  readonly metadata: RenditionMetadata;
}

async function metadataOf(
  source: AssetSource,
  asset: Asset,
  rendition: Rendition,
): Promise<RenditionMetadata | undefined> {
  try {
    return await source.renditions?.describe(asset, rendition);
  } catch (error) {
    must(LibraryError.is(error), `Only a LibraryError crosses the port, not ${String(error)}.`);
    must(
      ['not-found', 'not-supported'].includes(error.code),
      `describe of a missing rendition rejects with ${error.code}.`,
    );
    return undefined;
  }
}

async function described({ source }: ConformanceLibrary): Promise<readonly Described[]> {
  const found: Described[] = [];
  for (const asset of await everyAsset(source)) {
    for (const rendition of names) {
      const metadata = await metadataOf(source, asset, rendition);
      if (metadata) found.push({ asset, rendition, metadata });
      if (found.length === mostRead) return found;
    }
  }
  if (found.length === 0) throw new ConformanceError('The library under test needs a rendition of at least one asset.');
  return found;
}

const hasRenditions = needsAbility('renditions');

const expectsBytes = (library: ConformanceLibrary): string | undefined =>
  hasRenditions(library) ??
  (library.albums.some(({ assets }) => assets.some(({ renditions }) => renditions !== undefined))
    ? undefined
    : 'The test names the bytes of no rendition.');

/** Rules of renditions, which a source without them has to refuse. */
export const renditionRules: readonly AssetSourceCase[] = [
  {
    name: 'refuses every rendition but the original',
    skip: ({ source }) => (source.renditions ? 'The source has the ability renditions.' : undefined),
    async run(library) {
      const { asset } = await sample(library);
      for (const rendition of names)
        await mustReject(
          () => library.source.open(asset, rendition),
          ['not-supported', 'not-found'],
          `open as ${rendition}`,
        );
    },
  },
  {
    name: 'describes renditions as they open: size, media type and tag',
    skip: hasRenditions,
    async run(library) {
      for (const { asset, rendition, metadata } of await described(library)) {
        const opened = await library.source.open(asset, rendition);
        const { size, mediaType, tag } = opened;
        mustEqual({ size, mediaType, tag }, metadata, `metadata of the ${rendition} of ${asset.fileName}`);
        mustEqual((await readAll(opened)).length, metadata.size, `bytes of the ${rendition} of ${asset.fileName}`);
      }
    },
  },
  {
    name: 'describes a rendition in the same way while nothing changes',
    skip: hasRenditions,
    async run(library) {
      for (const { asset, rendition, metadata } of await described(library)) {
        const again = await library.source.renditions?.describe(asset, rendition);
        mustEqual(again, metadata, `metadata of the ${rendition} of ${asset.fileName}`);
        must(metadata.tag !== '', `The ${rendition} of ${asset.fileName} needs a tag.`);
      }
    },
  },
  {
    name: 'streams renditions byte for byte',
    skip: expectsBytes,
    async run(library) {
      for (const { asset, expected } of await samples(library, ({ renditions }) => renditions !== undefined)) {
        for (const [rendition, { content }] of Object.entries(expected.renditions ?? {})) {
          const opened = await library.source.open(asset, rendition as Rendition);
          mustEqual(await readAll(opened), [...content], `bytes of the ${rendition} of ${asset.fileName}`);
        }
      }
    },
  },
  {
    name: 'streams a range of a rendition, with its size and tag',
    skip: hasRenditions,
    async run(library) {
      const long = (await described(library)).find(({ metadata }) => metadata.size > 1);
      if (!long) throw new ConformanceError('The library under test needs a rendition of at least two bytes.');
      const { asset, rendition, metadata } = long;
      const whole = await readAll(await library.source.open(asset, rendition));
      const range = { first: 1, last: metadata.size - 1 };
      const opened = await library.source.open(asset, rendition, { range });
      mustEqual([opened.size, opened.range, opened.tag], [metadata.size, range, metadata.tag], 'size, range and tag');
      mustEqual(await readAll(opened), whole.slice(1), 'bytes');
    },
  },
  {
    name: 'rejects a rendition of a missing asset with not-found',
    skip: hasRenditions,
    async run(library) {
      const [one] = await described(library);
      if (!one) return;
      const missing = { ...one.asset, id: missingGroup.id };
      const { source } = library;
      await mustReject(async () => source.renditions?.describe(missing, one.rendition), ['not-found'], 'describe');
      await mustReject(() => source.open(missing, one.rendition), ['not-found'], 'open');
    },
  },
  {
    name: 'refuses to open a rendition that it does not describe',
    skip: hasRenditions,
    async run(library) {
      const { asset } = await sample(library);
      for (const rendition of names) {
        if (await metadataOf(library.source, asset, rendition)) continue;
        await mustReject(
          () => library.source.open(asset, rendition),
          ['not-supported', 'not-found'],
          `open as ${rendition}`,
        );
      }
    },
  },
  {
    name: 'does not describe when the signal is aborted',
    skip: hasRenditions,
    async run(library) {
      const { asset, rendition } = (await described(library))[0] as Described;
      await mustHonorSignal(
        async (signal) => library.source.renditions?.describe(asset, rendition, { signal }),
        'describe',
      );
    },
  },
];
