import type { Resource } from '../ports/resource-tree.ts';
import type { Folder } from './folder.ts';

/** A resource at another path, which it is named after. */
export const movedTo = <R extends Resource>(resource: R, path: readonly string[]): R => ({
  ...resource,
  name: path.at(-1) ?? '',
  path,
});

/** A folder, and all that is in it, at another path. */
export function moveFolder(folder: Folder, path: readonly string[]): Folder {
  const moved = new WeakMap<readonly Resource[], readonly Resource[]>();
  const below = (resource: Resource): Resource => movedTo(resource, [...path, resource.name]);
  return {
    resource: movedTo(folder.resource, path),
    async members() {
      const list = await folder.members();
      const there = moved.get(list) ?? list.map(below);
      moved.set(list, there);
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
