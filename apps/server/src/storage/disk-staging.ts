import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { LibraryError, type ReceivedBytes, type Staging } from '@immich-webdav/core';

export interface DiskStagingOptions {
  /** For uploads alone: what is in it from the day before is removed. */
  readonly folder: () => Promise<string>;
  /** Bytes of all uploads together that are under way. */
  readonly maxBytes: number;
}

/** Receives uploads as files that only this user can read. */
export function createDiskStaging({ folder, maxBytes }: DiskStagingOptions): Staging {
  let prepared: Promise<string> | undefined;
  let usedBytes = 0;

  const place = (): Promise<string> => {
    prepared ??= prepare(folder).catch((error: unknown) => {
      prepared = undefined;
      throw error;
    });
    return prepared;
  };
  function take(bytes: number): void {
    if (usedBytes + bytes > maxBytes) throw full();
    usedBytes += bytes;
  }

  async function write(path: string, body: AsyncIterable<Uint8Array>, announced: number): Promise<Received> {
    const hash = createHash('sha1');
    let file: FileHandle | undefined;
    let size = 0;
    let taken = announced;
    try {
      file = await open(path, 'wx', 0o600);
      for await (const chunk of body) {
        size += chunk.length;
        if (size > taken) {
          take(size - taken);
          taken = size;
        }
        hash.update(chunk);
        await file.appendFile(chunk);
      }
      return { size, sha1: hash.digest('hex'), taken };
    } catch (error) {
      usedBytes -= taken;
      throw isDiskFull(error) ? full(error) : error;
    } finally {
      await file?.close();
    }
  }

  return {
    async receive(body, announced = 0): Promise<ReceivedBytes> {
      const path = join(await place(), randomUUID());
      take(announced);
      const remove = (): Promise<void> => rm(path, { force: true });
      const { size, sha1, taken } = await write(path, body, announced).catch(async (error: unknown) => {
        await remove();
        throw error;
      });
      let isHere = true;
      return {
        size,
        sha1,
        open: () => createReadStream(path),
        async discard() {
          if (!isHere) return;
          isHere = false;
          usedBytes -= taken;
          await remove();
        },
      };
    },
  };
}

interface Received {
  readonly size: number;
  readonly sha1: string;
  /** Bytes that were counted for it. */
  readonly taken: number;
}

/** No upload takes longer. */
const ABANDONED_MS = 24 * 3_600_000;

/** Uploads of an earlier run were never confirmed, so their clients send them again. Another server may use the folder. */
async function prepare(folder: () => Promise<string>): Promise<string> {
  const path = await folder();
  await mkdir(path, { recursive: true, mode: 0o700 });
  for (const name of await readdir(path)) {
    const old = join(path, name);
    const { mtimeMs = Number.POSITIVE_INFINITY } = (isUpload(name) && (await stat(old).catch(() => undefined))) || {};
    if (Date.now() - mtimeMs > ABANDONED_MS) await rm(old, { force: true });
  }
  return path;
}

const isUpload = (name: string): boolean => /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/.test(name);

const isDiskFull = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && ['ENOSPC', 'EDQUOT'].includes(String(error.code));

const full = (cause?: unknown): LibraryError =>
  new LibraryError('insufficient-storage', 'The server has no place for this upload now; try again later.', { cause });
