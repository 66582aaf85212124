import { constants } from 'node:fs';
import { type FileHandle, open, readlink, realpath, stat } from 'node:fs/promises';
import type { Asset, Content, OpenOptions } from '@immich-webdav/core';
import { pastEnd } from '../errors/answer-errors.ts';
import { fileStream } from './file-stream.ts';
import { isBelow, type MappedPath, mappedPath, type PathMapping } from './mapped-path.ts';

/** Never through a link at the end of the checked path, and never waiting for the other end of a pipe. */
const FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** Reads an original from a mounted library; undefined when it is not there as Immich knows it, and Immich has to be asked. */
export async function openLocalOriginal(
  mappings: readonly PathMapping[],
  asset: Asset,
  { range, signal }: OpenOptions,
): Promise<Content | undefined> {
  const { originalPath, size } = asset;
  if (mappings.length === 0 || originalPath === undefined || size === undefined || signal?.aborted) return undefined;
  const path = await mappedPath(originalPath, mappings);
  const file = path === undefined ? undefined : await openFileOfSize(path, size);
  if (!file) return undefined;
  if (!range) return { body: fileStream(file, { first: 0, last: size - 1 }, signal), size };
  if (range.first >= size) {
    await file.close();
    throw pastEnd(size);
  }
  const part = { first: range.first, last: Math.min(range.last, size - 1) };
  return { body: fileStream(file, part, signal), size, range: part };
}

/** Another size means another file than the one that Immich lists, or one that is still being copied. */
async function openFileOfSize(path: MappedPath, size: number): Promise<FileHandle | undefined> {
  let file: FileHandle | undefined;
  try {
    file = await open(path.file, FLAGS);
    const found = await file.stat();
    if (found.isFile() && found.size === size && (await isOpenedBelow(file, path))) return file;
  } catch {
    // Not readable here is no reason to fail: Immich can read it.
  }
  // Nothing was written, so it does not matter how closing went.
  await file?.close().catch(() => {});
  return undefined;
}

/**
 * Whether an open file is below the mapped folder. Its path was free of links when it was asked for, but a folder of it may
 * have been swapped for one before it was opened.
 */
async function isOpenedBelow(opened: FileHandle, { folder, file }: MappedPath): Promise<boolean> {
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
