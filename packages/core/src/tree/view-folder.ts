import { nameKey } from '../names/name-table.ts';
import type { CatalogEntry } from '../ports/listing.ts';
import type { CollectionResource } from '../ports/resource-tree.ts';
import { versionOf } from '../presentation/presentation.ts';
import type { FolderPath, View } from '../views/view.ts';
import { collectionOf } from './collection.ts';
import type { Folder } from './folder.ts';
import { folderOfFolders } from './folder-of-folders.ts';
import { groupFolder } from './group-folder.ts';
import { type GroupNode, plantGroups } from './group-nodes.ts';
import type { Known } from './known.ts';
import { sections } from './sections.ts';
import { sharedFolder } from './shared-folder.ts';

const reserved: ReadonlySet<string> = new Set(sections.map(({ name }) => nameKey(name)));

/** Where a group is named after; the only one of a view has no name, and is the view's own folder. */
const ownPlace = ({ group, name }: CatalogEntry): FolderPath =>
  group.name === '' && group.kind !== 'album' ? [] : name.split('/');

/** A view as a folder at a path, made anew when its groups changed. Until they are known its members are waited for. */
export function createViewFolder(view: View, path: readonly string[], known: Known): () => Folder {
  const { catalog, groups, flatten, presentation } = known;
  const { kind, shows = () => true, folderOf = ownPlace } = view;
  const hasSections = view.hasSections && !flatten;
  /** An album within another must not be taken for the images of that one. */
  const place = (entry: CatalogEntry): FolderPath =>
    folderOf(entry).map((name, depth) => (hasSections && depth > 0 && reserved.has(nameKey(name)) ? `${name}_` : name));

  let made = new WeakMap<CatalogEntry, Folder>();
  const folderOfGroup = (entry: CatalogEntry, at: readonly string[]): Folder => {
    const folder = made.get(entry) ?? groupFolder(entry, view, at, known);
    made.set(entry, folder);
    return folder;
  };
  function folderOfNode({ path: at, entry, children }: GroupNode): Folder {
    const own = entry && folderOfGroup(entry, at);
    if (own && children.size === 0) return own;
    const folders = [...children.values()].map(folderOfNode);
    const resources = folders.map(({ resource }) => resource);
    const resource: CollectionResource = collectionOf(own ? [own.resource, ...resources] : resources, { path: at });
    return own ? sharedFolder(resource, own, folders) : folderOfFolders(resource, folders);
  }

  let kept: { readonly version: number; readonly shownAs: string; readonly folder: Folder } | undefined;
  const current = (version: number): Folder => {
    const shownAs = versionOf(presentation);
    if (kept?.shownAs !== shownAs) made = new WeakMap();
    if (kept?.version !== version || kept.shownAs !== shownAs) {
      const shown = catalog.entriesOf(kind).filter(({ group }) => shows(group));
      kept = { version, shownAs, folder: folderOfNode(plantGroups(path, shown, place)) };
    }
    return kept.folder;
  };
  async function needed(): Promise<Folder> {
    await groups.know(kind);
    return current(catalog.versionOf(kind) ?? 0);
  }
  const unknown: Folder = {
    resource: collectionOf([], { path }),
    members: async () => (await needed()).members(),
    folder: async (name) => (await needed()).folder(name),
    member: async (name) => (await needed()).member(name),
  };
  return () => {
    const version = catalog.versionOf(kind);
    return version === undefined ? unknown : current(version);
  };
}
