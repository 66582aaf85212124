import type { CollectionResource } from '../ports/resource-tree.ts';
import { dayTaken } from '../views/day.ts';
import type { AssetFile } from './file.ts';
import type { Folder } from './folder.ts';
import { folderOfFolders } from './folder-of-folders.ts';

const within = (folder: CollectionResource, name: string): CollectionResource => ({
  ...folder,
  name,
  path: [...folder.path, name],
  etag: `${folder.etag}-${name}`,
});

/** Files that were listed as members of another folder. */
function movedFolder(resource: CollectionResource, files: readonly AssetFile[]): Folder {
  const list = files.map((file): AssetFile => ({ ...file, path: [...resource.path, file.name] }));
  const byName = new Map(list.map((file) => [file.name, file]));
  return {
    resource,
    members: async () => list,
    folder: async () => undefined,
    member: async (name) => byName.get(name),
  };
}

function inNumberedParts(resource: CollectionResource, files: readonly AssetFile[], most: number): Folder {
  const count = Math.ceil(files.length / most);
  const digits = String(count).length;
  const parts = Array.from({ length: count }, (_, at) => {
    const part = within(resource, String(at + 1).padStart(digits, '0'));
    return movedFolder(part, files.slice(at * most, (at + 1) * most));
  });
  return folderOfFolders(resource, parts);
}

/** Too many files for one folder: a folder for each day on which they were taken, and where a day has too many, numbered ones in it. */
export function splitFolder(resource: CollectionResource, files: readonly AssetFile[], most: number): Folder {
  const days = new Map<string, AssetFile[]>();
  for (const file of files) {
    const { date } = dayTaken(file.asset);
    const day = days.get(date) ?? [];
    day.push(file);
    days.set(date, day);
  }
  const folders = [...days].map(([date, ofDay]) => {
    const day = within(resource, date);
    return ofDay.length > most ? inNumberedParts(day, ofDay, most) : movedFolder(day, ofDay);
  });
  return folderOfFolders(resource, folders);
}
