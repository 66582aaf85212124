import { eachInSlices } from '../base/slices.ts';
import { type Labels, noLabels } from '../labels/asset-labels.ts';
import type { Asset, Rendition, RenditionMetadata } from '../ports/asset.ts';
import type { Clock } from '../ports/clock.ts';
import type { Listing, NamedAsset } from '../ports/listing.ts';
import { beside } from '../presentation/presentation.ts';
import type { CacheEntries, CacheEntry } from '../renditions/metadata-sums.ts';
import { renditionChoices } from '../renditions/renditions.ts';
import type { FileContext } from './file-resource.ts';

/** Cached metadata and labels of the assets of a listing. */
export interface CachedMetadata {
  /** Absent where nothing is cached, or only what the asset was before. */
  of(rendition: Rendition, asset: Asset): RenditionMetadata | undefined;
  /** The media type of the rendition, also one that was cached for an earlier revision. */
  mediaType(rendition: Rendition, asset: Asset): string | undefined;
  /** True: the library has no such rendition of the asset. */
  hasNone(rendition: Rendition, asset: Asset): boolean;
  labels(asset: Asset): Labels;
}

type ReadsOf = (asset: Asset) => Rendition | undefined;

/** Assets by the rendition that is read of them; originals need no metadata. */
async function byRendition(
  members: Listing['members'],
  reads: readonly ReadsOf[],
  clock: Pick<Clock, 'sleep'>,
): Promise<ReadonlyMap<Rendition, readonly Asset[]>> {
  const groups = new Map<Rendition, Asset[]>();
  const add = ({ asset }: NamedAsset): void => {
    for (const read of reads) {
      const rendition = read(asset);
      if (rendition === undefined || rendition === 'original') continue;
      const group = groups.get(rendition) ?? [];
      // Several presentations may read the same of it.
      if (group.at(-1) !== asset) group.push(asset);
      groups.set(rendition, group);
    }
  };
  await eachInSlices(members, add, clock);
  return groups;
}

/** Reads the cached metadata of a listing, and queues the rest for fetching. */
export async function readMetadata(
  { members }: Listing,
  { groupId, isInView, presentation }: FileContext,
  clock: Pick<Clock, 'sleep'>,
): Promise<CachedMetadata> {
  const { rendition, allRenditions, renditions, prober, labels } = presentation;
  const { wants } = renditionChoices[rendition];
  const { motion: isPaired, sidecar } = beside(presentation);
  const film: ReadsOf = (asset) => (asset.motionId === undefined ? undefined : 'motion');
  const reads: readonly ReadsOf[] = [wants, ...(isPaired ? [film] : [])];

  const cached = new Map<Rendition, CacheEntries>();
  async function read(one: Rendition, assets: readonly Asset[]): Promise<void> {
    const found = await renditions.readGroup(groupId, one, assets);
    cached.set(one, found);
    const isWanted = (asset: Asset): boolean => isInView(asset) && reads.some((readsOf) => readsOf(asset) === one);
    const missing = assets.filter((asset) => !found.get(asset.id)?.isCurrent && isWanted(asset)).length;
    if (missing === 0) return;
    await prober.request({ groupId, rendition: one, isWanted, missing });
    cached.set(one, await renditions.readGroup(groupId, one, assets));
  }
  // Of the whole group and of every presentation: the tag covers all metadata that any collection of the group shows. At the same time, so that waiting for all of them takes as long as for one.
  const inView = members.filter(({ asset }) => isInView(asset));
  const own = new Set((await byRendition(inView, reads, clock)).keys());
  const others = allRenditions.map((name): ReadsOf => renditionChoices[name].wants);
  const all = await byRendition(inView, [...others, ...(isPaired ? [film] : [])], clock);
  await Promise.all([...all].filter(([one]) => own.has(one)).map(([one, assets]) => read(one, assets)));
  const labelsOf = sidecar ? await labels.read() : () => noLabels;
  const find = (one: Rendition, { id }: Asset): CacheEntry | undefined => cached.get(one)?.get(id);
  return {
    of(one, asset) {
      const found = find(one, asset);
      return found?.isCurrent ? found.metadata : undefined;
    },
    mediaType: (one, asset) => find(one, asset)?.metadata?.mediaType,
    hasNone(one, asset) {
      const found = find(one, asset);
      return found !== undefined && found.metadata === undefined;
    },
    labels: ({ id }) => labelsOf(id),
  };
}
