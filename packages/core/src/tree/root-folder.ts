import type { Presentation } from '../presentation/presentation.ts';
import { renditionChoices } from '../renditions/renditions.ts';
import { isDerived, type View } from '../views/view.ts';
import { collectionOf } from './collection.ts';
import type { Folder } from './folder.ts';
import { folderOfFolders } from './folder-of-folders.ts';
import type { Known } from './known.ts';
import { createViewFolder } from './view-folder.ts';

/** A folder of folders that is made anew only when one of them is another. */
function createParent(path: readonly string[], current: () => readonly Folder[]): () => Folder {
  let kept: { readonly folders: readonly Folder[]; readonly parent: Folder } | undefined;
  return () => {
    const folders = current();
    const isSame = kept?.folders.length === folders.length && kept.folders.every((one, at) => one === folders[at]);
    if (!kept || !isSame) {
      const resources = folders.map(({ resource }) => resource);
      kept = { folders, parent: folderOfFolders(collectionOf(resources, { path }), folders) };
    }
    return kept.parent;
  };
}

/** One view, or a folder for each of several; views whose groups may not be seen are left out. */
function createViewsFolder(views: readonly View[], path: readonly string[], known: Known): () => Folder {
  const [only, ...others] = views;
  if (only && others.length === 0) return createViewFolder(only, path, known);
  const { unavailable } = known;
  const isSeen = (view: View): boolean => !unavailable.has(view.kind) && !(isDerived(view) && unavailable.has('month'));
  const all = views.map((view) => ({ view, folder: createViewFolder(view, [...path, view.title], known) }));
  return createParent(path, () => all.filter(({ view }) => isSeen(view)).map(({ folder }) => folder()));
}

/** One way to show assets, or a folder for each of several. */
export function createRootFolder(
  views: readonly View[],
  presentations: readonly Presentation[],
  known: Omit<Known, 'presentation'>,
): () => Folder {
  const [only, ...others] = presentations;
  if (only && others.length === 0) return createViewsFolder(views, [], { ...known, presentation: only });
  const all = presentations.map((presentation) =>
    createViewsFolder(views, [renditionChoices[presentation.rendition].title], { ...known, presentation }),
  );
  return createParent([], () => all.map((folder) => folder()));
}
