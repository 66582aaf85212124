import type { CollectionResource, Resource, ResourceTree } from '@immich-webdav/core';

/**
 * The tree as it looks from `/` when it hangs below a base path: the collections on the way hold one member each, the next
 * step. Clients walk that way before they find the tree (Windows, gvfs). The base is in NFC; macOS asks for it in NFD.
 */
export function mount(tree: ResourceTree, base: readonly string[]): ResourceTree {
  if (base.length === 0) return tree;
  const way = new WeakSet<CollectionResource>();

  const step = async (depth: number): Promise<Resource | undefined> => {
    const root = await tree.resolve([]);
    if (root?.kind !== 'collection') return undefined;
    const path = base.slice(0, depth);
    const here = { ...root, name: base[depth - 1] ?? '', path };
    if (depth === base.length) return here;
    // Collections of their own, with the next step in them and nothing else.
    const collection = { ...here, id: `mount/${path.join('/')}`, count: 1 };
    way.add(collection);
    return collection;
  };

  return {
    async resolve(path, options) {
      const shared = Math.min(path.length, base.length);
      for (let index = 0; index < shared; index++) if (path[index]?.normalize() !== base[index]) return undefined;
      return path.length < base.length ? step(path.length) : tree.resolve(path.slice(base.length), options);
    },
    async members(collection, options) {
      if (!way.has(collection)) return tree.members(collection, options);
      const next = await step(collection.path.length + 1);
      return next === undefined ? [] : [next];
    },
    open: (file, options) => tree.open(file, options),
  };
}
