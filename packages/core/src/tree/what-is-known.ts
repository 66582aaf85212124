import type { Asset, Rendition, RenditionFacts } from '../ports/asset.ts';
import type { Listing } from '../ports/listing.ts';
import type { Labels } from '../presentation/labels.ts';
import { beside } from '../presentation/presentation.ts';
import { renditionChoices } from '../presentation/renditions.ts';
import type { FilesOf } from './asset-file.ts';

/** What is known of assets besides what was listed. */
export interface WhatIsKnown {
  facts(rendition: Rendition, asset: Asset): RenditionFacts | undefined;
  labels(asset: Asset): Labels | undefined;
}

function byWhatTheyRead(
  assets: readonly Asset[],
  read: (asset: Asset) => Rendition | undefined,
): Map<Rendition, Asset[]> {
  const groups = new Map<Rendition, Asset[]>();
  for (const asset of assets) {
    const rendition = read(asset);
    if (rendition === undefined || rendition === 'original') continue;
    const group = groups.get(rendition) ?? [];
    group.push(asset);
    groups.set(rendition, group);
  }
  return groups;
}

/** Reads what is known of the renditions of a listing, and has the rest learnt. */
export async function readWhatIsKnown({ members }: Listing, { groupId, presentation }: FilesOf): Promise<WhatIsKnown> {
  const { rendition, renditions, learner, labels } = presentation;
  const { wants } = renditionChoices[rendition];
  const { motion: isPaired, sidecar } = beside(presentation);
  const motion = (asset: Asset): Rendition | undefined => (asset.motionId === undefined ? undefined : 'motion');
  const reads = [wants, ...(isPaired ? [motion] : [])];

  const known = new Map<Rendition, ReadonlyMap<string, RenditionFacts>>();
  const assets = members.map(({ asset }) => asset);
  for (const read of reads) {
    for (const [one, wanted] of byWhatTheyRead(assets, read)) {
      let facts = await renditions.read(one, wanted);
      if (facts.size < wanted.length) {
        await learner.learn({ groupId, rendition: one, isWanted: (asset) => read(asset) === one });
        facts = await renditions.read(one, wanted);
      }
      known.set(one, facts);
    }
  }
  const labelled = sidecar ? await labels.read() : undefined;
  return {
    facts: (one, { id }) => known.get(one)?.get(id),
    labels: ({ id }) => labelled?.get(id),
  };
}
