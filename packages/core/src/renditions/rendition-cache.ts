import { eachInSlices } from '../base/slices.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { LibraryContext } from '../catalog/context.ts';
import type { Asset, Rendition, RenditionMetadata } from '../ports/asset.ts';
import { renditionRevision } from './renditions.ts';

/** What was learnt of a rendition. */
export interface Learnt {
  /** Absent: the library has none. */
  readonly metadata?: RenditionMetadata;
  /** False: it was made of what the asset was before, and only tells what to expect. */
  readonly isCurrent: boolean;
}

/** What is known of renditions, which no listing tells. */
export interface RenditionCache {
  /** What was learnt of one rendition of some assets, by their ids. */
  read(rendition: Rendition, assets: readonly Asset[]): Promise<ReadonlyMap<string, Learnt>>;
  /** Keeps what was learnt of some assets of a group, whose folders are made anew soon. */
  write(groupId: string, rendition: Rendition, learnt: ReadonlyMap<Asset, RenditionMetadata>): Promise<void>;
  /** Remembers for a day, or until the asset is another, that the library has no such rendition of some assets of a group. */
  writeNone(groupId: string, rendition: Rendition, assets: readonly Asset[]): void;
  /** The folders of a group are made anew at once: what they show is known to be another by now. */
  renew(groupId: string): void;
  /** Another text when something was learnt for a group, also after a restart. */
  versionOf(groupId: string): string;
}

/** Whoever downloads a folder of unknown lengths teaches one after the other; the folder is made anew once for many. */
const gatherMs = 2000;

/** Somebody may have had it made by then. */
const noneMs = 86_400_000;

export function createRenditionCache(
  catalog: Catalog,
  { renditionStore, clock, signal }: Pick<LibraryContext, 'renditionStore' | 'clock' | 'signal'>,
): RenditionCache {
  const begun = clock.now();
  const renewals = new Map<string, number>();
  const changed = new Set<string>();
  /** Until when, by rendition, asset and revision. */
  const none = new Map<string, number>();
  const keyOf = (rendition: Rendition, asset: Asset): string => `${rendition} ${asset.id} ${renditionRevision(asset)}`;

  function renew(groupId: string): void {
    changed.delete(groupId);
    renewals.set(groupId, (renewals.get(groupId) ?? 0) + 1);
    const entry = catalog.entry(groupId);
    if (entry) catalog.setEntry({ ...entry });
  }
  async function renewSoon(groupId: string): Promise<void> {
    if (changed.has(groupId)) return;
    changed.add(groupId);
    await clock.sleep(gatherMs, signal);
    if (changed.has(groupId)) renew(groupId);
  }
  return {
    versionOf: (groupId) => `${begun} ${renewals.get(groupId) ?? 0}`,
    async read(rendition, assets) {
      const known = await renditionStore.read(
        rendition,
        assets.map(({ id }) => id),
      );
      const learnt = new Map<string, Learnt>();
      const add = (asset: Asset): void => {
        const one = known.get(asset.id);
        if ((none.get(keyOf(rendition, asset)) ?? 0) > clock.now()) learnt.set(asset.id, { isCurrent: true });
        else if (one)
          learnt.set(asset.id, { metadata: one.metadata, isCurrent: one.revision === renditionRevision(asset) });
      };
      await eachInSlices(assets, add, clock);
      return learnt;
    },
    async write(groupId, rendition, learnt) {
      const known = [...learnt].map(
        ([asset, metadata]) => [asset.id, { revision: renditionRevision(asset), metadata }] as const,
      );
      await renditionStore.write(rendition, new Map(known));
      for (const asset of learnt.keys()) none.delete(keyOf(rendition, asset));
      void renewSoon(groupId);
    },
    writeNone(groupId, rendition, assets) {
      for (const asset of assets) none.set(keyOf(rendition, asset), clock.now() + noneMs);
      if (assets.length > 0) void renewSoon(groupId);
    },
    renew,
  };
}
