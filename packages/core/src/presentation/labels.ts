import type { Catalog } from '../library/catalog.ts';
import type { LibraryContext } from '../library/context.ts';
import { createOnce } from '../library/share.ts';
import type { CatalogEntry } from '../ports/listing.ts';
import type { SidecarFacts } from '../ports/sidecar.ts';

export type Labels = Omit<SidecarFacts, 'asset'>;

/** Who is on an asset and how it is labelled: what only groups tell. */
export interface LabelBook {
  /** Another text when any label changed. */
  version(): string;
  /** Of every asset that has any, by id. */
  read(): Promise<ReadonlyMap<string, Labels>>;
}

export const noLabels: Labels = { people: [], tags: [] };

export function createLabelBook(
  catalog: Catalog,
  { store, namesOf }: Pick<LibraryContext, 'store' | 'namesOf'>,
): LabelBook {
  let known: { readonly version: string; readonly labels: ReadonlyMap<string, Labels> } | undefined;
  const version = (): string => `${catalog.versionOf('person')} ${catalog.versionOf('tag')}`;

  const add: Readonly<Record<'person' | 'tag', (to: Labels, entry: CatalogEntry) => Labels>> = {
    person: (to, { group }) => ({ ...to, people: [...to.people, group.name] }),
    tag: (to, { group }) => ({ ...to, tags: [...to.tags, namesOf(group)] }),
  };
  async function collect(kind: 'person' | 'tag', labels: Map<string, Labels>): Promise<void> {
    for (const entry of catalog.entriesOf(kind)) {
      const listing = entry.listing && (await store.readListing(entry.group.id));
      for (const { asset } of listing?.members ?? [])
        labels.set(asset.id, add[kind](labels.get(asset.id) ?? noLabels, entry));
    }
  }
  const readOnce = createOnce(async () => {
    const now = version();
    const labels = new Map<string, Labels>();
    await collect('person', labels);
    await collect('tag', labels);
    known = { version: now, labels };
    return labels;
  });
  return {
    version,
    async read() {
      const now = version();
      if (known?.version === now) return known.labels;
      const labels = await readOnce();
      // What was on its way already may have begun before the last change.
      return known?.version === now ? labels : readOnce();
    },
  };
}
