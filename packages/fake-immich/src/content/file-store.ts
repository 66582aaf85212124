import { createHash } from 'node:crypto';
import { createWriteStream, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { threadId } from 'node:worker_threads';
import type { Content } from './content.ts';
import { fileContent } from './file-content.ts';

/** Uploaded files: on disk in a temporary folder, so that their size does not count in memory. */
export interface FileStore {
  /** Writes a stream to a file and hashes it on the way. Leaves no file behind if the stream fails. */
  receive(stream: Readable): Promise<Content>;
  /** Removes a received file; later reads of it fail. Ignores other content. */
  discard(content: Content): void;
  /** Where the files are; undefined before the first. */
  readonly folder: string | undefined;
}

/** A store whose folder is made by the first upload and removed when the process exits. */
export function createFileStore(): FileStore {
  const paths = new Map<Content, string>();
  let folder: string | undefined;
  let next = 0;
  return {
    receive: async (stream) => {
      folder ??= mkdtempSync(join(rootFolder(), 'files-'));
      const path = join(folder, String(next++));
      const hash = createHash('sha1');
      const hashing = new Transform({
        transform: (chunk: Buffer, _, done) => {
          hash.update(chunk);
          done(null, chunk);
        },
      });
      try {
        await pipeline(stream, hashing, createWriteStream(path));
      } catch (error) {
        await rm(path, { force: true });
        throw error;
      }
      const digest = hash.digest();
      const content = { ...fileContent(path), sha1: () => digest };
      paths.set(content, path);
      return content;
    },
    discard: (content) => {
      const path = paths.get(content);
      if (path !== undefined) rmSync(path, { force: true });
      paths.delete(content);
    },
    get folder() {
      return folder;
    },
  };
}

/** One folder for each process and worker, so that one exit handler is enough for all stores. */
function rootFolder(): string {
  const root = join(tmpdir(), `fake-immich-${process.pid}-${threadId}`);
  const isNew = mkdirSync(root, { recursive: true }) !== undefined;
  if (isNew) {
    sweep();
    process.once('exit', () => rmSync(root, { recursive: true, force: true }));
  }
  return root;
}

/** Removes the folders of processes that were killed: those ran no exit handler. */
function sweep(): void {
  for (const name of readdirSync(tmpdir())) {
    const [, pid] = /^fake-immich-(\d+)-\d+$/.exec(name) ?? [];
    if (pid === undefined || isRunning(Number(pid))) continue;
    try {
      rmSync(join(tmpdir(), name), { recursive: true, force: true });
    } catch {
      // Another user's, or another process sweeps it too.
    }
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
