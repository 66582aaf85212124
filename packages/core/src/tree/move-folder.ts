import type { Resource } from '../ports/resource-tree.ts';
import type { Folder } from './folder.ts';

/** A resource at another path, which it is named after. */
export const movedTo = <R extends Resource>(resource: R, path: readonly string[]): R => ({
  ...resource,
  name: path.at(-1) ?? '',
  path,
});

const moved = new WeakMap<Folder, Folder>();

/** A folder, and all that is in it, at another path; the same folder as long as that one is. */
export function moveFolder(folder: Folder, path: readonly string[]): Folder {
  const before = moved.get(folder);
  if (before?.resource.path.join('/') === path.join('/')) return before;
  const now = move(folder, path);
  moved.set(folder, now);
  return now;
}

function move(folder: Folder, path: readonly string[]): Folder {
  const lists = new WeakMap<readonly Resource[], readonly Resource[]>();
  const below = (resource: Resource): Resource => movedTo(resource, [...path, resource.name]);
  return {
    resource: movedTo(folder.resource, path),
    async members() {
      const list = await folder.members();
      const there = lists.get(list) ?? list.map(below);
      lists.set(list, there);
      return there;
    },
    async folder(name) {
      const child = await folder.folder(name);
      return child && moveFolder(child, [...path, name]);
    },
    async member(name) {
      const member = await folder.member(name);
      return member && below(member);
    },
  };
}
