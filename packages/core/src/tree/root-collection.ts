import type { Presentation } from '../presentation/presentation.ts';
import { renditionChoices } from '../renditions/renditions.ts';
import { isDerived, type View } from '../views/view.ts';
import { createContainer, describeContainer, type Place } from './container.ts';
import type { Collection } from './found.ts';
import type { TreeParts } from './tree-parts.ts';
import { createViewCollection } from './view-collection.ts';

/** A container that is made again only when one of its collections changed. */
function createParent(place: Place, current: () => readonly Collection[]): () => Collection {
  let cached: { readonly collections: readonly Collection[]; readonly parent: Collection } | undefined;
  return () => {
    const collections = current();
    const isSame =
      cached?.collections.length === collections.length &&
      cached.collections.every((one, at) => one === collections[at]);
    if (!cached || !isSame) {
      const resources = collections.map(({ resource }) => resource);
      cached = { collections, parent: createContainer(describeContainer(resources, place), collections) };
    }
    return cached.parent;
  };
}

/** One view, or a collection for each of several. Views of unavailable kinds are not shown. */
function createViews(views: readonly View[], place: Place, parts: TreeParts): () => Collection {
  const [only, ...others] = views;
  if (only && others.length === 0) return createViewCollection(only, place, parts);
  const { unavailable } = parts;
  const isShown = (view: View): boolean =>
    !unavailable.has(view.kind) && !(isDerived(view) && unavailable.has('month'));
  const all = views.map((view) => ({
    view,
    collection: createViewCollection(view, { id: `view/${view.title}`, path: [...place.path, view.title] }, parts),
  }));
  return createParent(place, () => all.filter(({ view }) => isShown(view)).map(({ collection }) => collection()));
}

/** One presentation of the library, or a collection for each of several. */
export function createRoot(
  views: readonly View[],
  presentations: readonly Presentation[],
  parts: Omit<TreeParts, 'presentation'>,
): () => Collection {
  const root: Place = { id: 'root', path: [] };
  const [only, ...others] = presentations;
  if (only && others.length === 0) return createViews(views, root, { ...parts, presentation: only });
  const all = presentations.map((presentation) => {
    const { rendition } = presentation;
    const place: Place = { id: `rendition/${rendition}`, path: [renditionChoices[rendition].title] };
    return createViews(views, place, { ...parts, presentation });
  });
  return createParent(root, () => all.map((collection) => collection()));
}
