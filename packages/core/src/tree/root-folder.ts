import { isDerived, type View } from '../views/view.ts';
import { collectionOf } from './collection.ts';
import type { Folder } from './folder.ts';
import { folderOfFolders } from './folder-of-folders.ts';
import type { Known } from './known.ts';
import { createViewFolder } from './view-folder.ts';

/** One view, or a folder for each of several; views whose groups may not be seen are left out. */
export function createRootFolder(views: readonly View[], known: Known): () => Folder {
  const [only, ...others] = views;
  if (only && others.length === 0) return createViewFolder(only, [], known);
  const { leftOut } = known;
  const isSeen = (view: View): boolean => !leftOut.has(view.kind) && !(isDerived(view) && leftOut.has('month'));
  const all = views.map((view) => ({ view, folder: createViewFolder(view, [view.title], known) }));
  let kept: { readonly folders: readonly Folder[]; readonly root: Folder } | undefined;
  return () => {
    const folders = all.filter(({ view }) => isSeen(view)).map(({ folder }) => folder());
    const isSame = kept?.folders.length === folders.length && kept.folders.every((one, at) => one === folders[at]);
    if (!kept || !isSame) {
      const resource = collectionOf(
        folders.map((folder) => folder.resource),
        { path: [] },
      );
      kept = { folders, root: folderOfFolders(resource, folders) };
    }
    return kept.root;
  };
}
