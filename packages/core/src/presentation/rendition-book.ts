import type { Catalog } from '../library/catalog.ts';
import type { LibraryContext } from '../library/context.ts';
import type { Asset, Rendition, RenditionFacts } from '../ports/asset.ts';

/** What was learnt of a rendition. */
export interface Learnt {
  readonly facts: RenditionFacts;
  /** False: it was made of what the asset was before, and only tells what to expect. */
  readonly isCurrent: boolean;
}

/** What is known of renditions, which no listing tells. */
export interface RenditionBook {
  /** What was learnt of one rendition of some assets, by their ids. */
  read(rendition: Rendition, assets: readonly Asset[]): Promise<ReadonlyMap<string, Learnt>>;
  /** Keeps what was learnt of some assets of a group, whose folders are made anew. */
  write(groupId: string, rendition: Rendition, learnt: ReadonlyMap<Asset, RenditionFacts>): Promise<void>;
  /** The folders of a group are made anew: what was missing there was learnt elsewhere. */
  renew(groupId: string): void;
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
  function renew(groupId: string): void {
    renewals.set(groupId, (renewals.get(groupId) ?? 0) + 1);
    const entry = catalog.entry(groupId);
    if (entry) catalog.setEntry({ ...entry });
  }
  return {
    versionOf: (groupId) => begun + (renewals.get(groupId) ?? 0),
    async read(rendition, assets) {
      const revisions = new Map(assets.map((asset) => [asset.id, revisionOf(asset)]));
      const known = await store.readRenditions(rendition, [...revisions.keys()]);
      const learnt = [...known].map(([id, { revision, facts }]): [string, Learnt] => {
        return [id, { facts, isCurrent: revision === revisions.get(id) }];
      });
      return new Map(learnt);
    },
    async write(groupId, rendition, learnt) {
      const known = [...learnt].map(([asset, facts]) => [asset.id, { revision: revisionOf(asset), facts }] as const);
      await store.writeRenditions(rendition, new Map(known));
      renew(groupId);
    },
    renew,
  };
}
