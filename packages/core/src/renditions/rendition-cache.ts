import { eachInSlices } from '../base/slices.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { LibraryContext } from '../catalog/context.ts';
import type { Asset, Rendition, RenditionMetadata } from '../ports/asset.ts';
import { type CacheEntries, type CacheEntry, createMetadataSums } from './metadata-sums.ts';
import { renditionRevision } from './renditions.ts';

/** Rendition metadata, which no listing has. */
export interface RenditionCache {
  read(rendition: Rendition, assets: readonly Asset[]): Promise<CacheEntries>;
  /** As `read`, for all assets of a group of which the rendition is shown; the fingerprint of the group follows. */
  readGroup(groupId: string, rendition: Rendition, assets: readonly Asset[]): Promise<CacheEntries>;
  /** Caches metadata of assets of a group; its collections change soon. */
  write(groupId: string, rendition: Rendition, fetched: ReadonlyMap<Asset, RenditionMetadata>): Promise<void>;
  /** Caches for a day, or until the asset changes, that the library has no such rendition of some assets of a group. */
  writeNone(groupId: string, rendition: Rendition, assets: readonly Asset[]): Promise<void>;
  /** Collections of a group change at once: their cached metadata is stale. */
  renew(groupId: string): void;
  /** Grows whenever files of the group have to be made again. */
  generationOf(groupId: string): number;
  /** Opaque fingerprint of the cached metadata of some renditions of a group; empty until the group is first opened. */
  fingerprintOf(groupId: string, renditions: readonly Rendition[]): string;
}

/** A download of a whole collection caches metadata asset by asset; the collection changes once for many. */
const gatherMs = 2000;

/** The library may have made the rendition by then. */
const noneMs = 86_400_000;

export function createRenditionCache(
  catalog: Catalog,
  { renditionStore, clock, signal }: Pick<LibraryContext, 'renditionStore' | 'clock' | 'signal'>,
): RenditionCache {
  const generations = new Map<string, number>();
  const changed = new Set<string>();
  /** Until when, by rendition, asset and revision. */
  const none = new Map<string, number>();
  const noneKey = (rendition: Rendition, asset: Asset): string =>
    `${rendition} ${asset.id} ${renditionRevision(asset)}`;
  const sums = createMetadataSums();

  function publish(groupId: string): void {
    sums.publish(groupId);
    const entry = catalog.entry(groupId);
    if (entry) catalog.setEntry({ ...entry });
  }
  function renew(groupId: string): void {
    changed.delete(groupId);
    generations.set(groupId, (generations.get(groupId) ?? 0) + 1);
    publish(groupId);
  }
  async function renewSoon(groupId: string): Promise<void> {
    if (changed.has(groupId)) return;
    changed.add(groupId);
    await clock.sleep(gatherMs, signal);
    if (changed.has(groupId)) renew(groupId);
  }

  async function read(rendition: Rendition, assets: readonly Asset[]): Promise<CacheEntries> {
    const ids = assets.map(({ id }) => id);
    const stored = await renditionStore.read(rendition, ids);
    const entries = new Map<string, CacheEntry>();
    const add = (asset: Asset): void => {
      const one = stored.get(asset.id);
      if ((none.get(noneKey(rendition, asset)) ?? 0) > clock.now()) entries.set(asset.id, { isCurrent: true });
      else if (one)
        entries.set(asset.id, { metadata: one.metadata, isCurrent: one.revision === renditionRevision(asset) });
    };
    await eachInSlices(assets, add, clock);
    return entries;
  }

  /** Changes the cache, and the sum of the group by the difference. */
  async function change(
    groupId: string,
    rendition: Rendition,
    assets: readonly Asset[],
    work: () => Promise<void>,
  ): Promise<void> {
    const before = await read(rendition, assets);
    await work();
    sums.change(groupId, rendition, assets, [before, await read(rendition, assets)]);
  }

  return {
    read,
    async readGroup(groupId, rendition, assets) {
      const entries = await read(rendition, assets);
      if (sums.set(groupId, rendition, entries)) publish(groupId);
      return entries;
    },
    async write(groupId, rendition, fetched) {
      const stored = [...fetched].map(
        ([asset, metadata]) => [asset.id, { revision: renditionRevision(asset), metadata }] as const,
      );
      await change(groupId, rendition, [...fetched.keys()], async () => {
        await renditionStore.write(rendition, new Map(stored));
        for (const asset of fetched.keys()) none.delete(noneKey(rendition, asset));
      });
      void renewSoon(groupId);
    },
    async writeNone(groupId, rendition, assets) {
      if (assets.length === 0) return;
      await change(groupId, rendition, assets, async () => {
        for (const asset of assets) none.set(noneKey(rendition, asset), clock.now() + noneMs);
      });
      void renewSoon(groupId);
    },
    renew,
    generationOf: (groupId) => generations.get(groupId) ?? 0,
    fingerprintOf: (groupId, renditions) => sums.fingerprintOf(groupId, renditions),
  };
}
