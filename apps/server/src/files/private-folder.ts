import { chmod, readdir, stat } from 'node:fs/promises';
import { codeOf } from './file-error.ts';

/** A folder that this server alone uses. */
export interface OwnFolder {
  readonly path: string;
  /** Whether a name in it is of what this server keeps there. */
  readonly isOwn: (name: string) => boolean;
}

/** What any folder may hold: hidden files, and what file systems put into their root. */
const anywhere = /^(\.|lost\+found$)/;

/**
 * Takes an existing folder from everyone but its owner (mode 700). A folder with files of others keeps its mode, because
 * it may be one of the system. Warns where others may still look in; never rejects.
 */
export async function keepFolderPrivate(
  { path, isOwn }: OwnFolder,
  onWarning: (message: string) => void,
): Promise<void> {
  // Windows has no modes.
  if (process.platform === 'win32') return;
  try {
    const { mode } = await stat(path);
    if ((mode & 0o077) === 0) return;
    const foreign = (await readdir(path)).find((name) => !isOwn(name) && !anywhere.test(name));
    if (foreign === undefined) await chmod(path, 0o700);
    else
      onWarning(
        `Other users may list ${path}, because it also holds ${foreign}; give this server a folder of its own.`,
      );
  } catch (error) {
    // Made when it is first needed, for its owner only.
    if (codeOf(error) === 'ENOENT') return;
    onWarning(`Other users may be able to list ${path} (${codeOf(error) ?? String(error)}); make its mode 700.`);
  }
}
