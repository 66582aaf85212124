import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { userDataFolder } from './data-folder.ts';

/** The folder for uploads that are under way: in the data folder, or a new one where that is in memory. */
export async function uploadsFolder(dataFolder: string | undefined): Promise<string> {
  if (dataFolder === ':memory:') return mkdtemp(join(tmpdir(), 'immich-webdav-uploads-'));
  return join(dataFolder ?? (await userDataFolder()), 'uploads');
}
