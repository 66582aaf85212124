import { nameKey } from './name-table.ts';

/** How the paths of folders are spelled: whoever came first decides which letters are capitals. */
export interface FolderSpelling {
  /** A folder within another, '' being the root, as it is spelled already. */
  readonly of: (parent: string, name: string) => string;
}

export function createFolderSpelling(): FolderSpelling {
  const folders = new Map<string, string>();
  return {
    of(parent, name) {
      const wanted = parent === '' ? name : `${parent}/${name}`;
      const folder = folders.get(nameKey(wanted)) ?? wanted;
      folders.set(nameKey(wanted), folder);
      return folder;
    },
  };
}
