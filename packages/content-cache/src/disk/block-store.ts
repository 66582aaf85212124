import { utimes } from 'node:fs/promises';
import PQueue from 'p-queue';
import { lengthOf, type Pieces } from '../blocks/pieces.ts';
import { bytesOnDisk, type PieceFile, pages, pieceFile, readBlockFile, writeBlockFile } from './block-file.ts';
import { createBlockIndex } from './block-index.ts';
import { makeFolder } from './make-folder.ts';
import { createRemovals } from './removals.ts';
import { blockPath, scanFolder } from './scan-folder.ts';

/** Blocks on disk, bounded. Nothing here rejects once it is open: a disk that fails is a cache that has less. */
export interface BlockStore {
  has(name: string): boolean;
  /** The bytes, or undefined when they are not there whole and genuine; `has` is false then. */
  read(name: string, length: number): Promise<Pieces | undefined>;
  /** Pieces of a block. One that is not there, or has another CRC-32, removes the block. */
  pieces(name: string, length: number): PieceFile;
  /** Keeps a block, unless its content has its share already or the disk refuses. */
  write(name: string, bytes: Pieces): Promise<void>;
  /** Forgets a block. */
  remove(name: string): void;
  /** Resolves when nothing is being written any more. */
  close(): Promise<void>;
}

export interface BlockStoreOptions {
  readonly folder: string;
  readonly maxBytes: number;
  readonly onWarning: (message: string) => void;
}

/** The order of use outlives a restart to this precision; more would cost a write with every read. */
const MARK_EVERY_MS = 3_600_000;

/** Node reads four files at a time; more at once would only take memory. */
const READS_AT_ONCE = 8;

/** A disk that is nearly full refuses one block and takes the next. */
const WARN_EVERY_MS = 3_600_000;

/** Opens a folder of blocks. Rejects when the folder cannot be made or read. */
export async function openBlockStore({ folder, maxBytes, onWarning }: BlockStoreOptions): Promise<BlockStore> {
  await makeFolder(folder);
  const reads = new PQueue({ concurrency: READS_AT_ONCE });
  const running = new Set<Promise<void>>();
  let warnedAt = Number.NEGATIVE_INFINITY;

  const inBackground = (work: Promise<void>): Promise<void> => {
    const quiet = work.catch(ignore).finally(() => running.delete(quiet));
    running.add(quiet);
    return quiet;
  };
  const removeFile = createRemovals({
    pathOf: (name) => blockPath(folder, name),
    isRewritten: (name) => index.has(name),
  });
  const unlink = (name: string): void => void inBackground(removeFile(name));
  const index = createBlockIndex(maxBytes, unlink);
  for (const { name, fileBytes, usedAt } of await scanFolder(folder)) {
    if (!index.add(name, { bytes: pages(fileBytes), markedAt: usedAt })) unlink(name);
  }

  function remove(name: string): void {
    index.remove(name);
    unlink(name);
  }

  function warn(error: unknown): void {
    if (performance.now() - warnedAt < WARN_EVERY_MS) return;
    warnedAt = performance.now();
    onWarning(refusal(folder, error));
  }

  async function put(name: string, bytes: Pieces): Promise<void> {
    if (!index.add(name, { bytes: bytesOnDisk(lengthOf(bytes)), markedAt: Date.now() })) return;
    try {
      await writeBlockFile(blockPath(folder, name), name, bytes);
    } catch (error) {
      index.remove(name);
      warn(error);
    }
    // It may have been pushed out before its file was there.
    if (!index.has(name)) unlink(name);
  }

  return {
    has: (name) => index.has(name),
    async read(name, length) {
      const block = index.get(name);
      if (!block) return undefined;
      const path = blockPath(folder, name);
      const bytes = await reads.add(() => readBlockFile(path, name, length));
      if (!bytes) remove(name);
      else if (Date.now() - block.markedAt > MARK_EVERY_MS) {
        block.markedAt = Date.now();
        void inBackground(utimes(path, new Date(), new Date()));
      }
      return bytes;
    },
    pieces(name, length) {
      const file = pieceFile(blockPath(folder, name), length);
      return {
        async read(piece, checksum) {
          const bytes = await file.read(piece, checksum);
          if (!bytes && index.has(name)) remove(name);
          return bytes;
        },
        close: () => file.close(),
      };
    },
    write: (name, bytes) => inBackground(put(name, bytes)),
    remove,
    async close() {
      while (running.size > 0) await Promise.all(running);
    },
  };
}

const refusal = (folder: string, error: unknown): string =>
  `Content cannot be kept in ${folder} (${error instanceof Error ? error.message : String(error)}); ` +
  'files are served without it until there is room and permission to write.';

const ignore = (): void => {};
