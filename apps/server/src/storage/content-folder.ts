import { join } from 'node:path';
import { userDataFolder } from './data-folder.ts';
import { keepFolderPrivate } from './private-folder.ts';

/** The folder for cached content: the configured one, else a subfolder of the data folder. Rejects if there is neither. */
export async function contentFolder(configured: string | undefined, dataFolder: string | undefined): Promise<string> {
  if (configured !== undefined) return configured;
  const parent = dataFolder ?? (await userDataFolder().catch(noHome));
  return join(parent, 'content');
}

const isBlockFolder = (name: string): boolean => /^[0-9a-f]{2}$/.test(name);

/** The folder for cached content. An existing folder is made private. */
export async function privateContentFolder(
  configured: string | undefined,
  dataFolder: string | undefined,
  onWarning: (message: string) => void,
): Promise<string> {
  const path = await contentFolder(configured, dataFolder);
  await keepFolderPrivate({ path, isOwn: isBlockFolder }, onWarning);
  return path;
}

function noHome(): never {
  throw new Error('This user has no home folder; set CONTENT_CACHE_DIR.');
}
