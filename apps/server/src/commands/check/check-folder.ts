import { access, constants, mkdtemp, rmdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { codeOf, fileError } from '../../files/file-error.ts';
import { bad, type Finding, good } from './finding.ts';

/** Whether a folder can be written, or made. Leaves nothing behind, also where it does not exist yet. */
export async function checkFolder(name: string, path: string): Promise<Finding> {
  try {
    const probe = await mkdtemp(join(await nearestExisting(path), '.immich-webdav-check-'));
    await rmdir(probe);
    return good(`${name}: ${path} can be written.`);
  } catch (error) {
    return bad(`${name}: ${fileError(path, error)}`);
  }
}

/** Whether a folder can be read. */
export async function isReadableFolder(path: string): Promise<boolean> {
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
