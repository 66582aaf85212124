import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import type { Asset, Content, OpenOptions } from '@immich-webdav/core';
import { pastEnd } from '../media/past-end.ts';
import type { PathMapping } from '../options.ts';
import { fileStream } from './file-stream.ts';
import { isOpenedBelow } from './is-opened-below.ts';
import { type MappedPath, mappedPath } from './mapped-path.ts';

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
