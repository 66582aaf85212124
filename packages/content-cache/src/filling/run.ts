import { LibraryError } from '@immich-webdav/core';
import { type GrowingBlock, growingBlock } from './block-fill.ts';
import type { FillAhead } from './fill-ahead.ts';
import { createUpstream } from './upstream.ts';

/** One request to the library for blocks that follow each other. It is read on as far as readers ask, block by block. */
export interface Run {
  /** Resolves when the library has answered; rejects as it refused. */
  readonly opened: Promise<unknown>;
  /** It was made for the whole file. */
  readonly isWhole: boolean;
  /** True when this block is still to come in this run. */
  covers(block: number): boolean;
  /** True when `advance` would give this block, at once or after the one that is on its way. */
  canAdvanceTo(block: number): boolean;
  /** Begins with the next block. */
  advance(): GrowingBlock;
  /** The run ends before this block, which another reader has in a run of its own. */
  endBefore(block: number): void;
  /** Counts a reader; call the result when it has left. */
  join(): () => void;
}

export interface RunParts {
  readonly first: number;
  /** Without this block. */
  readonly end: number;
  readonly isWhole: boolean;
  readonly lengthOf: (block: number) => number;
  readonly open: (signal: AbortSignal) => Promise<AsyncIterator<Uint8Array>>;
  /** Ends everything at once. */
  readonly stop: AbortSignal;
  /** A block begins to arrive. It is fetched as its readers wait for it, or all of it once `hurry` is called. */
  readonly onFilling: FillAhead;
  /** Takes a whole block. Never rejects. */
  readonly onBlock: (block: number, target: GrowingBlock) => Promise<void>;
  /** A block will not come. */
  readonly onLost: (block: number) => void;
  readonly onOver: (run: Run) => void;
}

/** A client that leaves may come back, so the block on its way is still fetched, unless the library takes longer than this. */
const GRACE_MS = 5000;

export function startRun({ first, end: requestedEnd, isWhole, lengthOf, open, stop, ...report }: RunParts): Run {
  const upstream = createUpstream(open);
  const coming = new Map<number, GrowingBlock>();
  let end = requestedEnd;
  let next = first;
  let readers = 0;
  let isOver = false;
  let grace: NodeJS.Timeout | undefined;
  let work = Promise.resolve();
  /** The write of the block before: a slow disk slows the reader before it fills the memory. */
  let stored = Promise.resolve();

  function finish(error: unknown = givenUp()): void {
    if (isOver) return;
    isOver = true;
    clearTimeout(grace);
    stop.removeEventListener('abort', cancel);
    if (next === requestedEnd && coming.size === 0) upstream.end();
    else upstream.cut();
    report.onOver(run);
    for (const [block, target] of coming) {
      report.onLost(block);
      target.fail(error);
    }
  }
  const cancel = (): void => finish();

  async function fill(block: number, target: GrowingBlock): Promise<void> {
    const done = Promise.withResolvers<void>();
    try {
      await stored;
      if (readers === 0) finish();
      if (isOver) return;
      report.onFilling(target, done.promise);
      await upstream.fill(target);
      if (isOver) return;
      coming.delete(block);
      stored = report.onBlock(block, target);
      if (coming.size === 0 && (next >= end || readers === 0)) finish();
    } catch (error) {
      finish(error);
    } finally {
      void stored.then(done.resolve);
    }
  }

  const run: Run = {
    opened: upstream.opened,
    isWhole,
    covers: (block) => !isOver && block >= next && block < end,
    canAdvanceTo: (block) => !isOver && block === next && next < end && coming.size < 2,
    advance() {
      const block = next++;
      // A reader of the next block does not wait for a slow reader of this one.
      for (const earlier of coming.values()) earlier.hurry();
      const target = growingBlock(lengthOf(block));
      coming.set(block, target);
      work = work.then(() => fill(block, target));
      return target;
    },
    endBefore(block) {
      if (run.covers(block)) end = block;
      if (next >= end && coming.size === 0) finish();
    },
    join() {
      readers++;
      clearTimeout(grace);
      let isHere = true;
      return () => {
        if (!isHere) return;
        isHere = false;
        readers--;
        if (readers > 0 || isOver) return;
        if (coming.size === 0) finish();
        else grace = setTimeout(cancel, GRACE_MS).unref();
      };
    },
  };
  stop.addEventListener('abort', cancel);
  return run;
}

const givenUp = (): LibraryError => new LibraryError('unavailable', 'The last reader of the file has left; try again.');
