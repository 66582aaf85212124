import { eachInSlices } from '../base/slices.ts';
import type { Clock } from '../ports/clock.ts';
import type { CollectionResource } from '../ports/resource-tree.ts';
import { dayTaken } from '../views/day.ts';
import type { AssetFile } from './asset-file.ts';
import type { Folder } from './folder.ts';
import { folderOfFiles, within } from './folder-of-files.ts';
import { folderOfFolders } from './folder-of-folders.ts';

function inNumberedParts(resource: CollectionResource, files: readonly AssetFile[], most: number): Folder {
  const count = Math.ceil(files.length / most);
  const digits = String(count).length;
  const parts = Array.from({ length: count }, (_, at) => {
    const part = within(resource, String(at + 1).padStart(digits, '0'));
    return folderOfFiles(part, files.slice(at * most, (at + 1) * most));
  });
  return folderOfFolders(resource, parts);
}

/**
 * Too many files for one folder: a folder for each day on which they were taken, and where a day has too many, numbered ones in it. A folder
 * of one day, as a timeline has them, gets numbered ones at once.
 */
export async function splitFolder(
  resource: CollectionResource,
  files: readonly AssetFile[],
  most: number,
  turns: Pick<Clock, 'sleep'>,
): Promise<Folder> {
  const days = new Map<string, AssetFile[]>();
  const put = (file: AssetFile): void => {
    const { date } = dayTaken(file.asset);
    const day = days.get(date) ?? [];
    day.push(file);
    days.set(date, day);
  };
  await eachInSlices(files, put, turns);
  if (days.size === 1 && days.has(resource.name)) return inNumberedParts(resource, files, most);
  const folders = [...days].map(([date, ofDay]) => {
    const day = within(resource, date);
    return ofDay.length > most ? inNumberedParts(day, ofDay, most) : folderOfFiles(day, ofDay);
  });
  return folderOfFolders(resource, folders);
}
