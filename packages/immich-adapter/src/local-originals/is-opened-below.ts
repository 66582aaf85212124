import { type FileHandle, readlink, realpath, stat } from 'node:fs/promises';
import { isBelow } from './is-below.ts';
import type { MappedPath } from './mapped-path.ts';

/**
 * Whether an open file is below the mapped folder. Its path was free of links when it was asked for, but a folder of it may
 * have been swapped for one before it was opened.
 */
export async function isOpenedBelow(opened: FileHandle, { folder, file }: MappedPath): Promise<boolean> {
  const truePath = await truePathOf(opened);
  if (truePath !== undefined) return isBelow(truePath, folder);
  // Where the system does not tell the path of an open file: what lies there now has to be what was opened.
  const now = await realpath(file);
  const [own, there] = await Promise.all([opened.stat({ bigint: true }), stat(now, { bigint: true })]);
  return isBelow(now, folder) && own.dev === there.dev && own.ino === there.ino;
}

/** Linux knows where an open file lies (proc_pid_fd(5)); undefined elsewhere, and where /proc is not mounted. */
const truePathOf = (opened: FileHandle): Promise<string | undefined> =>
  readlink(`/proc/self/fd/${opened.fd}`).catch(() => undefined);
