import { type AssetSource, LibraryError, type RequestOptions } from '@immich-webdav/core';
import { blockLength, blockName, type ContentBlocks, isWhole } from '../blocks/content-blocks.ts';
import type { Pieces } from '../blocks/pieces.ts';
import type { BlockStore } from '../disk/block-store.ts';
import type { BlockFill, GrowingBlock } from './block-fill.ts';
import type { BlockMemory } from './block-memory.ts';
import { createFillAhead } from './fill-ahead.ts';
import { keepBlocks } from './keep-blocks.ts';
import { isContradiction, openRun } from './open-run.ts';
import { createProvenContents, type ProvenContents } from './proven-contents.ts';
import { type Run, startRun } from './run.ts';
import { createRunsUnderWay } from './runs-under-way.ts';
import { type StoredBlock, storedBlock } from './stored-block.ts';

/** A block for one reader, who says when it is done with it. */
export interface Lease {
  readonly block: BlockFill;
  /** Resolves when the library has answered; rejects as it refused. */
  readonly opened: Promise<unknown>;
  /** The request was not made for this block: it may have been idle for long, and its failure need not be the library's. */
  readonly isShared: boolean;
  /** It comes in one request for the whole file, which is held against the checksum as it arrives. */
  readonly isProving: boolean;
  release(): void;
}

export interface Wanted {
  readonly blocks: ContentBlocks;
  readonly block: number;
  /** The last block that the reader will ask for. */
  readonly last: number;
  readonly options: RequestOptions;
  /** The reader holds the whole file against its checksum itself. */
  readonly isProving: boolean;
}

/** Where blocks come from: the disk, a request that is under way, or a new one. */
export interface Filler {
  acquire(wanted: Wanted): Promise<Lease>;
  /** Which of the files on disk are known to be right. */
  readonly proven: ProvenContents;
  /** Ends all requests. Resolves when nothing is compared with the disk any more; the store stays open. */
  close(): Promise<void>;
}

export interface FillerParts {
  readonly source: AssetSource;
  readonly store: BlockStore;
  /** The blocks that are in memory for readers although they are on disk. */
  readonly memory: BlockMemory;
  /** The library contradicts what it listed of this content. */
  readonly onContradiction: (blocks: ContentBlocks) => void;
}

const AT_ONCE = Promise.resolve();

const leaseOfStored = (block: StoredBlock): Lease => ({
  block,
  opened: AT_ONCE,
  isShared: false,
  isProving: false,
  release: () => block.release(),
});

function leaseOf(block: GrowingBlock, run: Run, isShared: boolean): Lease {
  const leaveBlock = block.join();
  const leaveRun = run.join();
  const release = (): void => {
    leaveBlock();
    leaveRun();
  };
  return { block, opened: run.opened, isShared, isProving: run.isWhole, release };
}

/** The first block after the wanted one that is there already, or will be. */
function endOfHole(
  { blocks, block, last }: Wanted,
  isThere: (name: string) => boolean,
  others: readonly Run[],
): number {
  const isHole = (at: number): boolean => !isThere(blockName(blocks, at)) && !others.some((run) => run.covers(at));
  let end = block + 1;
  while (end <= last && isHole(end)) end++;
  return end;
}

export function createFiller({ source, store, memory, onContradiction }: FillerParts): Filler {
  const stop = new AbortController();
  /** Blocks on their way from the library or to the disk, by name. */
  const fills = new Map<string, { readonly block: GrowingBlock; readonly run: Run }>();
  const runs = createRunsUnderWay();
  const proven = createProvenContents(store, stop.signal);
  const fillAhead = createFillAhead();
  const onDisk = (name: string, length: number, pieces: Pieces) =>
    storedBlock(pieces, store.pieces(name, length), memory);

  function advance(run: Run, { blocks, block }: Wanted, isShared: boolean): Lease {
    const fill = run.advance();
    fills.set(blockName(blocks, block), { block: fill, run });
    return leaseOf(fill, run, isShared);
  }

  function join(wanted: Wanted): Lease | undefined {
    const fill = fills.get(blockName(wanted.blocks, wanted.block));
    if (fill) return leaseOf(fill.block, fill.run, true);
    const run = runs.of(wanted.blocks.key).find((other) => other.canAdvanceTo(wanted.block));
    return run && advance(run, wanted, true);
  }

  function start(wanted: Wanted): Lease {
    const { blocks, block: first, options } = wanted;
    const { background = false } = options;
    for (const other of runs.of(blocks.key)) other.endBefore(first);
    const end = endOfHole(wanted, (name) => fills.has(name) || store.has(name), runs.of(blocks.key));
    const isOfWhole = isWhole(blocks, first, end);
    const keep = keepBlocks(store, proven, { blocks, isWhole: isOfWhole, isProving: wanted.isProving });
    const run = startRun({
      first,
      end,
      isWhole: isOfWhole,
      stop: stop.signal,
      lengthOf: (block) => blockLength(blocks, block),
      open: (signal) =>
        openRun(source, blocks, [first, end], { signal, background }).catch((error: unknown) => {
          if (isContradiction(error)) onContradiction(blocks);
          throw error;
        }),
      onFilling: fillAhead,
      onBlock: async (block, target) => {
        await keep(block, target.pieces);
        const name = blockName(blocks, block);
        fills.delete(name);
        if (store.has(name)) target.replace(() => onDisk(name, target.length, target.pieces));
      },
      onLost: (block) => void fills.delete(blockName(blocks, block)),
      onOver: (over) => runs.delete(blocks.key, over),
    });
    runs.add(blocks.key, run);
    return advance(run, wanted, false);
  }

  async function acquire(wanted: Wanted): Promise<Lease> {
    if (stop.signal.aborted) throw new LibraryError('unavailable', 'The server is stopping; try again later.');
    const joined = join(wanted);
    if (joined) return joined;
    const name = blockName(wanted.blocks, wanted.block);
    if (!store.has(name)) return start(wanted);
    const length = blockLength(wanted.blocks, wanted.block);
    const pieces = await store.read(name, length);
    if (!wanted.isProving) void proven.prove(wanted.blocks);
    // What cannot be read is not there any more; another reader may be fetching it by now.
    return pieces ? leaseOfStored(onDisk(name, length, pieces)) : acquire(wanted);
  }

  return {
    acquire,
    proven,
    async close() {
      stop.abort();
      await proven.idle();
    },
  };
}
