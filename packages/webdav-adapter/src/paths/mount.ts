import {
  type CollectionResource,
  LibraryError,
  type Resource,
  type ResourceTree,
  type TreeWriter,
} from '@immich-webdav/core';

/**
 * A tree below a base path, as seen from `/`: each collection above the base has one member, the next step. Windows and gvfs walk
 * these collections before they reach the tree. The base is in NFC; macOS requests it in NFD.
 */
export function mount(tree: ResourceTree, base: readonly string[]): ResourceTree {
  if (base.length === 0) return tree;
  const above = new WeakSet<CollectionResource>();

  const step = async (depth: number): Promise<Resource | undefined> => {
    const root = await tree.resolve([]);
    if (root?.kind !== 'collection') return undefined;
    const path = base.slice(0, depth);
    const here = { ...root, name: base[depth - 1] ?? '', path };
    if (depth === base.length) return here;
    // A resource of its own, whose only member is the next step.
    const { may: _may, ...readOnly } = here;
    const collection = { ...readOnly, id: `mount/${path.join('/')}`, count: 1 };
    above.add(collection);
    return collection;
  };

  return {
    async resolve(path, options) {
      const shared = Math.min(path.length, base.length);
      for (let index = 0; index < shared; index++) if (path[index]?.normalize() !== base[index]) return undefined;
      return path.length < base.length ? step(path.length) : tree.resolve(path.slice(base.length), options);
    },
    async members(collection, options) {
      if (!above.has(collection)) return tree.members(collection, options);
      const next = await step(collection.path.length + 1);
      return next === undefined ? [] : [next];
    },
    open: (file, options) => tree.open(file, options),
    ...(tree.writer && { writer: mountWriter(tree.writer, base) }),
  };
}

function mountWriter(writer: TreeWriter, base: readonly string[]): TreeWriter {
  const below = (path: readonly string[]): readonly string[] => {
    const isBelow = path.length > base.length && base.every((segment, index) => path[index]?.normalize() === segment);
    if (!isBelow)
      throw new LibraryError('forbidden', `Nothing can be put here; the library begins at /${base.join('/')}/.`);
    return path.slice(base.length);
  };
  return {
    put: async (path, content, options) => writer.put(below(path), content, options),
    makeCollection: async (path, options) => writer.makeCollection(below(path), options),
  };
}
