import type { Configuration } from '../../configuration/configuration.ts';
import { contentFolder } from '../../content/content-folder.ts';
import { userDataFolder } from '../../listings/data-folder.ts';
import { checkFolder } from './check-folder.ts';
import { bad, type Finding, good } from './finding.ts';

/** Where listings and content are kept. */
export async function checkStorage({ store, content }: Configuration): Promise<readonly Finding[]> {
  const listings = await checkListings(store.folder);
  return content.maxBytes === 0 ? [listings] : [listings, await checkContent(content.folder, store.folder)];
}

async function checkListings(named: string | undefined): Promise<Finding> {
  if (named === ':memory:') return good('DATA_DIR: listings are kept in memory until the next start.');
  const folder = named ?? (await userDataFolder().catch(() => undefined));
  return folder === undefined
    ? bad('DATA_DIR: this user has no home folder, so it has to be set to keep listings after a restart.')
    : checkFolder('DATA_DIR', folder);
}

async function checkContent(named: string | undefined, dataFolder: string | undefined): Promise<Finding> {
  try {
    return await checkFolder('CONTENT_CACHE_DIR', await contentFolder(named, dataFolder));
  } catch (error) {
    return bad(`CONTENT_CACHE_DIR: ${error instanceof Error ? error.message : String(error)}`);
  }
}
