import { constants } from 'node:fs';
import { type FileHandle, open, readlink, realpath, stat } from 'node:fs/promises';
import type { Asset, Content, OpenOptions } from '@immich-webdav/core';
import { pastEnd } from '../errors/answer-errors.ts';
import { fileStream } from './file-stream.ts';
import { isBelow, type MappedPath, mappedPath, type PathMapping } from './mapped-path.ts';

/** Follows no link at the end of the checked path, and does not block on a pipe. */
const FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** Opens an original in a mounted library; undefined if it is absent or its size differs, so that the caller reads it from Immich. */
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

/** A file of another size is not the listed one, or is still being copied. */
async function openFileOfSize(path: MappedPath, size: number): Promise<FileHandle | undefined> {
  let file: FileHandle | undefined;
  try {
    file = await open(path.file, FLAGS);
    const found = await file.stat();
    if (found.isFile() && found.size === size && (await isOpenedBelow(file, path))) return file;
  } catch {
    // Immich can read it.
  }
  // Nothing was written, so a failed close loses nothing.
  await file?.close().catch(() => {});
  return undefined;
}

/**
 * Whether an open file is below the mapped folder: a folder of its path may have been replaced with a link after the path was
 * resolved.
 */
async function isOpenedBelow(opened: FileHandle, { folder, file }: MappedPath): Promise<boolean> {
  const truePath = await truePathOf(opened);
  if (truePath !== undefined) return isBelow(truePath, folder);
  // Without `/proc`, the file at the path must be the opened one.
  const now = await realpath(file);
  const [own, there] = await Promise.all([opened.stat({ bigint: true }), stat(now, { bigint: true })]);
  return isBelow(now, folder) && own.dev === there.dev && own.ino === there.ino;
}

/** The path of an open file (proc_pid_fd(5)); undefined on systems other than Linux, and if /proc is not mounted. */
const truePathOf = (opened: FileHandle): Promise<string | undefined> =>
  readlink(`/proc/self/fd/${opened.fd}`).catch(() => undefined);
