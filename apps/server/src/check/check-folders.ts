import { access, constants, mkdtemp, rmdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Configuration, PathMapping } from '../configuration/configuration.ts';
import { codeOf, fileError } from '../errors/file-error.ts';
import { contentFolder } from '../storage/content-folder.ts';
import { userDataFolder } from '../storage/data-folder.ts';
import { bad, type Finding, good } from './finding.ts';

/** Checks the folders for listings and for content. */
export async function checkStorage({ store, content }: Configuration): Promise<readonly Finding[]> {
  const listings = await checkListings(store.folder);
  return content.maxBytes === 0 ? [listings] : [listings, await checkContent(content.folder, store.folder)];
}

/** Finds mapped folders that cannot be read. */
export async function checkMappedFolders(mappings: readonly PathMapping[]): Promise<readonly Finding[]> {
  const findings = mappings.map(async ({ to }): Promise<readonly Finding[]> => {
    if (await isReadableFolder(to)) return [];
    return [bad(`LIBRARY_PATH_MAP: ${to} is not a folder that this user can read; mount Immich's originals there.`)];
  });
  return (await Promise.all(findings)).flat();
}

async function checkListings(configured: string | undefined): Promise<Finding> {
  if (configured === ':memory:') return good('DATA_DIR: listings are kept in memory until the next start.');
  const folder = configured ?? (await userDataFolder().catch(() => undefined));
  return folder === undefined
    ? bad('DATA_DIR: this user has no home folder, so it has to be set to keep listings after a restart.')
    : checkFolder('DATA_DIR', folder);
}

async function checkContent(configured: string | undefined, dataFolder: string | undefined): Promise<Finding> {
  try {
    return await checkFolder('CONTENT_CACHE_DIR', await contentFolder(configured, dataFolder));
  } catch (error) {
    return bad(`CONTENT_CACHE_DIR: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Checks that a folder is writable or can be created. Does not create it. */
async function checkFolder(setting: string, path: string): Promise<Finding> {
  try {
    const probe = await mkdtemp(join(await nearestExisting(path), '.immich-webdav-check-'));
    await rmdir(probe);
    return good(`${setting}: ${path} can be written.`);
  } catch (error) {
    return bad(`${setting}: ${fileError(path, error)}`);
  }
}

async function isReadableFolder(path: string): Promise<boolean> {
  try {
    await access(path, constants.R_OK | constants.X_OK);
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}

async function nearestExisting(path: string): Promise<string> {
  try {
    await stat(path);
    return path;
  } catch (error) {
    if (codeOf(error) !== 'ENOENT' || dirname(path) === path) throw error;
    return nearestExisting(dirname(path));
  }
}
