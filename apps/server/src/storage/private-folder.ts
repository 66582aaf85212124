import { chmod, readdir, stat } from 'node:fs/promises';
import { codeOf } from '../errors/file-error.ts';

/** A folder for the exclusive use of this server. */
export interface OwnFolder {
  readonly path: string;
  /** Whether an entry belongs to this server. */
  readonly isOwn: (name: string) => boolean;
}

/** Entries that any folder may contain: hidden files, and `lost+found` of file systems. */
const anywhere = /^(\.|lost\+found$)/;

/**
 * Makes an existing folder accessible to its owner only (mode 700). A folder with foreign files keeps its mode, because it may
 * belong to the system. Warns if other users may still list it. Never rejects.
 */
export async function keepFolderPrivate(
  { path, isOwn }: OwnFolder,
  onWarning: (message: string) => void,
): Promise<void> {
  // Windows has no modes.
  if (process.platform === 'win32') return;
  // The code that uses the folder reports one that is absent or out of reach.
  const { mode } = await stat(path).catch(() => ({ mode: 0 }));
  try {
    if ((mode & 0o077) === 0) return;
    const foreign = (await readdir(path)).find((name) => !isOwn(name) && !anywhere.test(name));
    if (foreign === undefined) await chmod(path, 0o700);
    else
      onWarning(
        `Other users may list ${path}, because it also holds ${foreign}; give this server a folder of its own.`,
      );
  } catch (error) {
    onWarning(`Other users may be able to list ${path} (${codeOf(error) ?? String(error)}); make its mode 700.`);
  }
}
