import type { Pieces } from '../blocks/pieces.ts';
import { createArrivals } from './arrivals.ts';
import { arrivingPieces } from './arriving-pieces.ts';
import type { StoredBlock } from './stored-block.ts';

/** A block for any number of readers, which may still be on its way. */
export interface BlockFill {
  /** Waits for the byte at an offset. Resolves with what there is from there to the end of its piece; rejects when it will not come. */
  read(offset: number): Promise<Uint8Array>;
  /** The same, when it is in memory already. */
  peek(offset: number): Uint8Array | undefined;
}

export interface GrowingBlock extends BlockFill {
  readonly length: number;
  /** How many of its bytes have arrived. */
  readonly filled: number;
  readonly pieces: Pieces;
  /** Takes what fits and returns how many bytes that was. */
  append(chunk: Uint8Array): number;
  fail(error: unknown): void;
  /** Resolves when more should be fetched: a reader waits, or `hurry` was called, or it failed. For one caller. */
  wanted(): Promise<void>;
  /** The rest is wanted even if no reader waits for it. */
  hurry(): void;
  /** Counts a reader; returns what ends that. */
  join(): () => void;
  /** All bytes are on disk: `keep` makes the block that the readers go on with, if there are any. */
  replace(keep: () => StoredBlock): void;
}

const NOTHING = new Uint8Array();

export function growingBlock(length: number): GrowingBlock {
  const arrived = arrivingPieces(length);
  let readers = 0;
  let failure: { readonly error: unknown } | undefined;
  let stored: StoredBlock | undefined;
  const arrivals = createArrivals();
  let isHurried = false;
  let resume = (): void => {};

  function arrival(position: number): Promise<void> {
    if (failure) return Promise.reject(failure.error);
    const arriving = arrivals.beyond(position);
    resume();
    return arriving;
  }

  return {
    length,
    get filled() {
      return arrived.filled;
    },
    get pieces() {
      return arrived.pieces;
    },
    peek: (offset) => (stored ? stored.peek(offset) : arrived.at(offset)),
    async read(offset) {
      if (arrived.filled <= offset) await arrival(offset);
      return stored ? stored.read(offset) : (arrived.at(offset) ?? NOTHING);
    },
    append(chunk) {
      const taken = arrived.append(chunk);
      arrivals.reach(arrived.filled);
      return taken;
    },
    fail(error) {
      failure = { error };
      resume();
      arrivals.fail(error);
    },
    wanted() {
      if (isHurried || failure || arrivals.isAwaited) return Promise.resolve();
      return new Promise((resolve) => {
        resume = resolve;
      });
    },
    hurry() {
      isHurried = true;
      resume();
    },
    join() {
      readers++;
      let isHere = true;
      return () => {
        if (!isHere) return;
        isHere = false;
        readers--;
        if (readers === 0) stored?.release();
      };
    },
    replace(keep) {
      if (readers === 0) return;
      stored = keep();
      arrived.clear();
    },
  };
}
