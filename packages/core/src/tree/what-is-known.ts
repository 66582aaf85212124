import type { Asset, Rendition, RenditionFacts } from '../ports/asset.ts';
import type { Listing } from '../ports/listing.ts';
import type { Labels } from '../presentation/labels.ts';
import { beside } from '../presentation/presentation.ts';
import type { Learnt } from '../presentation/rendition-book.ts';
import { renditionChoices } from '../presentation/renditions.ts';
import type { FilesOf } from './asset-file.ts';

/** What is known of assets that no listing tells. */
export interface WhatIsKnown {
  facts(rendition: Rendition, asset: Asset): RenditionFacts | undefined;
  /** The media type that a rendition has, or had when it was last known. */
  mediaType(rendition: Rendition, asset: Asset): string | undefined;
  labels(asset: Asset): Labels | undefined;
}

type WhatItReads = (asset: Asset) => Rendition | undefined;

/** Assets by what is read of them; an original tells all by itself. */
function byWhatTheyRead(
  assets: readonly Asset[],
  reads: readonly WhatItReads[],
): ReadonlyMap<Rendition, readonly Asset[]> {
  const groups = new Map<Rendition, Asset[]>();
  for (const asset of assets) {
    for (const read of reads) {
      const rendition = read(asset);
      if (rendition === undefined || rendition === 'original') continue;
      const group = groups.get(rendition) ?? [];
      group.push(asset);
      groups.set(rendition, group);
    }
  }
  return groups;
}

/** Reads what is known of the renditions of a listing, and has the rest learnt. */
export async function readWhatIsKnown({ members }: Listing, { groupId, presentation }: FilesOf): Promise<WhatIsKnown> {
  const { rendition, renditions, learner, labels } = presentation;
  const { wants } = renditionChoices[rendition];
  const { motion: isPaired, sidecar } = beside(presentation);
  const motion: WhatItReads = (asset) => (asset.motionId === undefined ? undefined : 'motion');
  const reads: readonly WhatItReads[] = [wants, ...(isPaired ? [motion] : [])];

  const known = new Map<Rendition, ReadonlyMap<string, Learnt>>();
  const assets = members.map(({ asset }) => asset);
  for (const [one, those] of byWhatTheyRead(assets, reads)) {
    const learnt = await renditions.read(one, those);
    known.set(one, learnt);
    const missing = those.filter(({ id }) => !learnt.get(id)?.isCurrent).length;
    if (missing === 0) continue;
    const isWanted = (asset: Asset): boolean => reads.some((read) => read(asset) === one);
    await learner.learn({ groupId, rendition: one, isWanted, missing });
    known.set(one, await renditions.read(one, those));
  }
  const labelled = sidecar ? await labels.read() : undefined;
  const find = (one: Rendition, { id }: Asset): Learnt | undefined => known.get(one)?.get(id);
  return {
    facts(one, asset) {
      const learnt = find(one, asset);
      return learnt?.isCurrent ? learnt.facts : undefined;
    },
    mediaType: (one, asset) => find(one, asset)?.facts.mediaType,
    labels: ({ id }) => labelled?.get(id),
  };
}
