import type { AssetGroup } from '../ports/asset-source.ts';

/**
 * What a group is called, from the outermost. In the name of an album, a separator such as ` / ` stands between names; spaces at
 * their ends do not count, and an album whose name has nothing else is called as it is.
 */
export function groupNames(separator: string | undefined): (group: AssetGroup) => readonly string[] {
  return ({ kind, name, parents = [] }) => {
    if (kind !== 'album' || !separator) return [...parents, name];
    const names = name
      .split(separator)
      .map((part) => part.trim())
      .filter((part) => part !== '');
    return names.length === 0 ? [name] : names;
  };
}
