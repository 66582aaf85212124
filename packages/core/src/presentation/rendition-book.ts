import type { Catalog } from '../library/catalog.ts';
import type { LibraryContext } from '../library/context.ts';
import type { Asset, Rendition, RenditionFacts } from '../ports/asset.ts';

/** What is known of renditions, which no listing tells. */
export interface RenditionBook {
  /** What is known of one rendition of some assets, by their ids. */
  read(rendition: Rendition, assets: readonly Asset[]): Promise<ReadonlyMap<string, RenditionFacts>>;
  /** Keeps what was learnt of some assets of a group, whose folders are made anew. */
  write(groupId: string, rendition: Rendition, learnt: ReadonlyMap<Asset, RenditionFacts>): Promise<void>;
  /** Another number when something was learnt for a group, also after a restart. */
  versionOf(groupId: string): number;
}

/** What a rendition is made of: while that is the same, so is the rendition, or nearly always. */
const revisionOf = ({ revision, look }: Asset): string => `${revision} ${look ?? ''}`;

export function createRenditionBook(
  catalog: Catalog,
  { store, clock }: Pick<LibraryContext, 'store' | 'clock'>,
): RenditionBook {
  const begun = clock.now();
  const renewals = new Map<string, number>();
  return {
    versionOf: (groupId) => begun + (renewals.get(groupId) ?? 0),
    async read(rendition, assets) {
      const known = await store.readRenditions(
        rendition,
        assets.map(({ id }) => id),
      );
      const current = assets.flatMap((asset) => {
        const one = known.get(asset.id);
        return one?.revision === revisionOf(asset) ? [[asset.id, one.facts] as const] : [];
      });
      return new Map(current);
    },
    async write(groupId, rendition, learnt) {
      const known = [...learnt].map(([asset, facts]) => [asset.id, { revision: revisionOf(asset), facts }] as const);
      await store.writeRenditions(rendition, new Map(known));
      renewals.set(groupId, (renewals.get(groupId) ?? 0) + 1);
      const entry = catalog.entry(groupId);
      if (entry) catalog.setEntry({ ...entry });
    },
  };
}
