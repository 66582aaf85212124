import { join } from 'node:path';
import { keepFolderPrivate } from '../files/private-folder.ts';
import { userDataFolder } from '../listings/data-folder.ts';

/** Where content is kept: the folder that was named for it, else one in the folder for data. Rejects where there is neither. */
export async function contentFolder(named: string | undefined, dataFolder: string | undefined): Promise<string> {
  if (named !== undefined) return named;
  const parent = dataFolder ?? (await userDataFolder().catch(noHome));
  return join(parent, 'content');
}

const isBlockFolder = (name: string): boolean => /^[0-9a-f]{2}$/.test(name);

/** The same folder, taken from other users where it is there already. */
export async function privateContentFolder(
  named: string | undefined,
  dataFolder: string | undefined,
  onWarning: (message: string) => void,
): Promise<string> {
  const path = await contentFolder(named, dataFolder);
  await keepFolderPrivate({ path, isOwn: isBlockFolder }, onWarning);
  return path;
}

function noHome(): never {
  throw new Error('This user has no home folder; set CONTENT_CACHE_DIR.');
}
