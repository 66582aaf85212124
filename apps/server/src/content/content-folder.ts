import { join } from 'node:path';
import { userDataFolder } from '../listings/data-folder.ts';

/** Where content is kept: the folder that was named for it, else one in the folder for data. Rejects where there is neither. */
export async function contentFolder(named: string | undefined, dataFolder: string | undefined): Promise<string> {
  if (named !== undefined) return named;
  const parent = dataFolder ?? (await userDataFolder().catch(noHome));
  return join(parent, 'content');
}

function noHome(): never {
  throw new Error('This user has no home folder; set CONTENT_CACHE_DIR.');
}
