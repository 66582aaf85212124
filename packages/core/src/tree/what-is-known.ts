import { eachInSlices } from '../base/slices.ts';
import { type Labels, noLabels } from '../labels/asset-labels.ts';
import type { Asset, Rendition, RenditionMetadata } from '../ports/asset.ts';
import type { Clock } from '../ports/clock.ts';
import type { Listing, NamedAsset } from '../ports/listing.ts';
import { beside } from '../presentation/presentation.ts';
import type { Learnt } from '../renditions/rendition-cache.ts';
import { renditionChoices } from '../renditions/renditions.ts';
import type { FilesOf } from './asset-file.ts';

/** What is known of assets that no listing tells. */
export interface WhatIsKnown {
  metadata(rendition: Rendition, asset: Asset): RenditionMetadata | undefined;
  /** The media type that a rendition has, or had when it was last known. */
  mediaType(rendition: Rendition, asset: Asset): string | undefined;
  /** Whether the library is known to have no such rendition of it. */
  hasNone(rendition: Rendition, asset: Asset): boolean;
  labels(asset: Asset): Labels;
}

type WhatItReads = (asset: Asset) => Rendition | undefined;

/** Assets by what is read of them; an original tells all by itself. */
async function byWhatTheyRead(
  members: Listing['members'],
  reads: readonly WhatItReads[],
  turns: Pick<Clock, 'sleep'>,
): Promise<ReadonlyMap<Rendition, readonly Asset[]>> {
  const groups = new Map<Rendition, Asset[]>();
  const add = ({ asset }: NamedAsset): void => {
    for (const read of reads) {
      const rendition = read(asset);
      if (rendition === undefined || rendition === 'original') continue;
      const group = groups.get(rendition) ?? [];
      group.push(asset);
      groups.set(rendition, group);
    }
  };
  await eachInSlices(members, add, turns);
  return groups;
}

/** Reads what is known of the renditions of a listing, and has the rest learnt. */
export async function readWhatIsKnown(
  { members }: Listing,
  { groupId, presentation }: FilesOf,
  turns: Pick<Clock, 'sleep'>,
): Promise<WhatIsKnown> {
  const { rendition, renditions, prober, labels } = presentation;
  const { wants } = renditionChoices[rendition];
  const { motion: isPaired, sidecar } = beside(presentation);
  const motion: WhatItReads = (asset) => (asset.motionId === undefined ? undefined : 'motion');
  const reads: readonly WhatItReads[] = [wants, ...(isPaired ? [motion] : [])];

  const known = new Map<Rendition, ReadonlyMap<string, Learnt>>();
  async function know(one: Rendition, those: readonly Asset[]): Promise<void> {
    const learnt = await renditions.read(one, those);
    known.set(one, learnt);
    const missing = those.filter(({ id }) => !learnt.get(id)?.isCurrent).length;
    if (missing === 0) return;
    const isWanted = (asset: Asset): boolean => reads.some((read) => read(asset) === one);
    await prober.learn({ groupId, rendition: one, isWanted, missing });
    known.set(one, await renditions.read(one, those));
  }
  // At the same time: whoever waits for all of them waits as long as for one.
  const all = await byWhatTheyRead(members, reads, turns);
  await Promise.all([...all].map(([one, those]) => know(one, those)));
  const labelsOf = sidecar ? await labels.read() : () => noLabels;
  const find = (one: Rendition, { id }: Asset): Learnt | undefined => known.get(one)?.get(id);
  return {
    metadata(one, asset) {
      const learnt = find(one, asset);
      return learnt?.isCurrent ? learnt.metadata : undefined;
    },
    mediaType: (one, asset) => find(one, asset)?.metadata?.mediaType,
    hasNone(one, asset) {
      const learnt = find(one, asset);
      return learnt !== undefined && learnt.metadata === undefined;
    },
    labels: ({ id }) => labelsOf(id),
  };
}
