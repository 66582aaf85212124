import { isSourceKind } from '../catalog/kinds.ts';
import { nameKey } from '../names/name-table.ts';
import type { AssetGroup } from '../ports/asset-group.ts';
import type { CatalogEntry } from '../ports/listing.ts';
import type { Operation } from '../ports/resource.ts';
import { fingerprintOf, isPlain, showsOriginals } from '../presentation/presentation.ts';
import type { GroupPath, View } from '../views/view.ts';
import { createContainer, describeContainer, type Place } from './container.ts';
import type { Collection } from './found.ts';
import { createGroupCollection, type GroupCollection, typeCollections } from './group-collection.ts';
import { createOverlay } from './overlay.ts';
import { type PlacedGroup, placeGroups } from './place-groups.ts';
import type { TreeParts } from './tree-parts.ts';

const reserved: ReadonlySet<string> = new Set(typeCollections.map(({ name }) => nameKey(name)));

/** Groups of the library have names, which may be empty. */
const isNameless = ({ kind, name, parents = [] }: AssetGroup): boolean =>
  name === '' && parents.length === 0 && !isSourceKind(kind);

/** A group is shown where its name says. The only group of a view may have no name, and is the view's own collection. */
const pathByName = ({ group, name }: CatalogEntry): GroupPath => (isNameless(group) ? [] : name.split('/'));

/** A collection and what it was made of. */
interface MadeCollection {
  readonly entry: CatalogEntry | undefined;
  readonly own: GroupCollection | undefined;
  readonly inside: readonly Collection[];
  readonly collection: Collection;
}

/** The view as it was made last, and from what. */
interface Cached {
  readonly generation: number;
  readonly fingerprint: string;
  readonly hidesSome: boolean;
  readonly collection: Collection;
}

const isSameList = (before: readonly Collection[] | undefined, now: readonly Collection[]): boolean =>
  before?.length === now.length && now.every((one, at) => one === before[at]);

/** A group's own collection, a container, or both in one. */
function combine(
  place: Place,
  own: Collection | undefined,
  inside: readonly Collection[],
  { clock }: TreeParts,
): Collection {
  if (own && inside.length === 0) return own;
  const resources = inside.map(({ resource }) => resource);
  const described = describeContainer(own ? [own.resource, ...resources] : resources, place);
  return own ? createOverlay(described, own, inside, clock) : createContainer(described, inside);
}

const addFileAndCollection: ReadonlySet<Operation> = new Set(['add-file', 'add-collection']);
const addCollection: ReadonlySet<Operation> = new Set(['add-collection']);

/** The collection, as one in which something can be made. */
function asWritable(collection: Collection, names: readonly string[], entry: CatalogEntry | undefined): Collection {
  const may = entry && entry.group.owner === undefined ? addFileAndCollection : addCollection;
  return { ...collection, resource: { ...collection.resource, may }, writePlace: { names, entry } };
}

/** A view as a collection, made again when its groups changed. Until its groups are loaded, its members wait for them. */
export function createViewCollection(view: View, top: Place, parts: TreeParts): () => Collection {
  const { catalog, groups, flatten, presentation, visibility } = parts;
  const { kind, shows = () => true, pathOf: pathInView = pathByName } = view;
  const isSplitByType = view.splitsByType && !flatten;
  const isWritable = parts.isWritable && view.writes !== undefined && !isSplitByType && showsOriginals(presentation);
  /** An album inside another must not be mistaken for the images of that one. */
  const pathOf = (entry: CatalogEntry): GroupPath =>
    pathInView(entry).map((name, depth) =>
      isSplitByType && depth > 0 && reserved.has(nameKey(name)) ? `${name}_` : name,
    );

  /** Made for the last generation. A collection whose groups did not change stays the same object, with the same members. */
  let last = new Map<string, MadeCollection>();
  let isSameCount = true;
  function make({ id, path, entry, children }: PlacedGroup, made: Map<string, MadeCollection>): Collection {
    const key = path.join('/');
    const before = last.get(key);
    const inside = [...children.values()].map((child) => make(child, made));
    // The view's own collection stays the same resource when its group comes or goes.
    const place: Place = path === top.path ? top : { id: entry?.group.id ?? id, path };
    const isSameGroup = before?.entry === entry && isSameCount;
    const own = isSameGroup ? before?.own : entry && createGroupCollection(entry, view, place, parts, before?.own);
    const isSame = isSameGroup && isSameList(before?.inside, inside);
    const combined = () => combine(place, own?.collection, inside, parts);
    const now = () => (isWritable ? asWritable(combined(), path.slice(top.path.length), entry) : combined());
    const collection = isSame && before ? before.collection : now();
    made.set(key, { entry, own, inside, collection });
    return collection;
  }

  /** Changes when the files of all groups change although no listing did. */
  const fingerprintNow = isPlain(presentation) ? () => '' : () => fingerprintOf(presentation);
  let cached: Cached | undefined;
  const current = (generation: number): Collection => {
    const fingerprint = fingerprintNow();
    const hidesSome = visibility.generation > 0;
    // Hidden assets are still in the listing that a count is of.
    isSameCount = cached?.hidesSome === hidesSome;
    if (cached?.fingerprint !== fingerprint) last = new Map();
    if (cached?.generation !== generation || cached.fingerprint !== fingerprint || !isSameCount) {
      const shown = catalog.entriesOf(kind).filter(shows);
      const made = new Map<string, MadeCollection>();
      const placed = placeGroups({ id: `view/${view.title}`, path: top.path }, shown, pathOf);
      cached = { generation, fingerprint, hidesSome, collection: make(placed, made) };
      last = made;
    }
    return cached.collection;
  };
  async function fetched(): Promise<Collection> {
    await groups.ensure(kind);
    return current(catalog.generationOf(kind) ?? 0);
  }
  const unfetched: Collection = {
    kind: 'collection',
    resource: describeContainer([], top),
    members: async () => (await fetched()).members(),
    find: async (name) => (await fetched()).find(name),
  };
  return () => {
    const generation = catalog.generationOf(kind);
    return generation === undefined ? unfetched : current(generation);
  };
}
