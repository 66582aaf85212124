import { isSourceKind } from '../catalog/kinds.ts';
import { nameKey } from '../names/name-table.ts';
import type { AssetGroup } from '../ports/asset-source.ts';
import type { CatalogEntry } from '../ports/listing.ts';
import { versionOf } from '../presentation/presentation.ts';
import type { GroupPath, View } from '../views/view.ts';
import { collectionOf } from './collection.ts';
import type { Folder } from './folder.ts';
import { folderOfFolders } from './folder-of-folders.ts';
import { groupFolder } from './group-folder.ts';
import { type GroupNode, plantGroups } from './group-nodes.ts';
import type { Known } from './known.ts';
import { sections } from './sections.ts';
import { sharedFolder } from './shared-folder.ts';

const reserved: ReadonlySet<string> = new Set(sections.map(({ name }) => nameKey(name)));

/** What the library names has a name, be it empty. */
const isNameless = ({ kind, name, parents = [] }: AssetGroup): boolean =>
  name === '' && parents.length === 0 && !isSourceKind(kind);

/** Where a group is named after; the only one of a view has no name, and is the view's own folder. */
const ownPlace = ({ group, name }: CatalogEntry): GroupPath => (isNameless(group) ? [] : name.split('/'));

/** A folder and what it was made of. */
interface MadeFolder {
  readonly entry: CatalogEntry | undefined;
  readonly own: Folder | undefined;
  readonly folders: readonly Folder[];
  readonly folder: Folder;
}

const isSameList = (before: readonly Folder[] | undefined, now: readonly Folder[]): boolean =>
  before?.length === now.length && now.every((one, at) => one === before[at]);

/** A group's own folder, folders, or both in one. */
function combine(
  path: readonly string[],
  own: Folder | undefined,
  folders: readonly Folder[],
  { clock }: Pick<Known, 'clock'>,
): Folder {
  if (own && folders.length === 0) return own;
  const resources = folders.map(({ resource }) => resource);
  const resource = collectionOf(own ? [own.resource, ...resources] : resources, { path });
  return own ? sharedFolder(resource, own, folders, clock) : folderOfFolders(resource, folders);
}

/** A view as a folder at a path, made anew when its groups changed. Until they are known its members are waited for. */
export function createViewFolder(view: View, path: readonly string[], known: Known): () => Folder {
  const { catalog, groups, flatten, presentation } = known;
  const { kind, shows = () => true, pathOf = ownPlace } = view;
  const hasSections = view.splitsByType && !flatten;
  /** An album within another must not be taken for the images of that one. */
  const place = (entry: CatalogEntry): GroupPath =>
    pathOf(entry).map((name, depth) => (hasSections && depth > 0 && reserved.has(nameKey(name)) ? `${name}_` : name));

  /** What was made for the last version: whatever did not change stays the same folder, with the same members. */
  let last = new Map<string, MadeFolder>();
  function folderOfGroup(entry: CatalogEntry, at: readonly string[], before: MadeFolder | undefined): Folder {
    return before?.entry === entry && before.own ? before.own : groupFolder(entry, view, at, known);
  }
  function make({ path: at, entry, children }: GroupNode, made: Map<string, MadeFolder>): Folder {
    const key = at.join('/');
    const before = last.get(key);
    const folders = [...children.values()].map((child) => make(child, made));
    const isSame = before?.entry === entry && isSameList(before?.folders, folders);
    const own = entry && folderOfGroup(entry, at, before);
    const folder = isSame && before ? before.folder : combine(at, own, folders, known);
    made.set(key, { entry, own, folders, folder });
    return folder;
  }

  let kept: { readonly version: number; readonly shownAs: string; readonly folder: Folder } | undefined;
  const current = (version: number): Folder => {
    const shownAs = versionOf(presentation);
    if (kept?.shownAs !== shownAs) last = new Map();
    if (kept?.version !== version || kept.shownAs !== shownAs) {
      const shown = catalog.entriesOf(kind).filter(shows);
      const made = new Map<string, MadeFolder>();
      kept = { version, shownAs, folder: make(plantGroups(path, shown, place), made) };
      last = made;
    }
    return kept.folder;
  };
  async function needed(): Promise<Folder> {
    await groups.ensure(kind);
    return current(catalog.generationOf(kind) ?? 0);
  }
  const unknown: Folder = {
    resource: collectionOf([], { path }),
    members: async () => (await needed()).members(),
    folder: async (name) => (await needed()).folder(name),
    member: async (name) => (await needed()).member(name),
  };
  return () => {
    const version = catalog.generationOf(kind);
    return version === undefined ? unknown : current(version);
  };
}
