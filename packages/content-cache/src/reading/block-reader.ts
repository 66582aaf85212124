import type { ByteRange, RequestOptions } from '@immich-webdav/core';
import { blockAt, type ContentBlocks } from '../blocks/content-blocks.ts';
import type { Filler, Lease } from '../filling/filler.ts';
import { OtherContent } from '../filling/open-run.ts';
import { createProof } from '../filling/proof.ts';
import { LostBlock } from '../filling/stored-block.ts';

/** Reads a range of a content, block after block. */
export interface BlockReader {
  /** Resolves when the first block is there or on its way; rejects as the library refused. */
  begin(): Promise<void>;
  /** The whole range, when it lies in one piece of a block that is in memory. */
  all(): Uint8Array | undefined;
  /** The next bytes; undefined at the end of the range. */
  next(): Promise<Uint8Array | undefined>;
  /** Ends reading; requests without another reader end. */
  leave(): void;
}

export function createBlockReader(
  filler: Filler,
  blocks: ContentBlocks,
  range: ByteRange,
  options: RequestOptions,
): BlockReader {
  const last = blockAt(blocks, range.last);
  const isWhole = range.first === 0 && range.last === blocks.size - 1;
  /** Of a whole file, parts of which were perhaps fetched alone. */
  let proof = isWhole && !filler.proven.has(blocks) ? createProof(blocks) : undefined;
  let position = range.first;
  let lease: Lease | undefined;
  let leased = -1;
  let hasLeft = false;

  async function move(block: number): Promise<Lease> {
    const previous = lease;
    // The run is held until the next block is, lest it ends in between.
    lease = await filler.acquire({ blocks, block, last, options, isProving: proof !== undefined });
    leased = block;
    // What comes in one request is proven as it arrives, and given as it came.
    if (block === 0 && lease.isProving) proof = undefined;
    previous?.release();
    if (hasLeft) lease.release();
    return lease;
  }

  /** Once more where the request was made for another block, or the block was lost on disk: one that broke off goes on in a new one. */
  async function inBlock<T>(block: number, wait: (lease: Lease) => Promise<T>): Promise<T> {
    const current = lease && leased === block ? lease : await move(block);
    try {
      return await wait(current);
    } catch (error) {
      if (!(current.isShared || error instanceof LostBlock) || hasLeft) throw error;
      return wait(await move(block));
    }
  }

  /** The last bytes of a file are given only once all are known to be right. */
  function check(bytes: Uint8Array): void {
    if (proof === undefined) return;
    if (!proof(bytes)) {
      filler.proven.drop(blocks);
      throw new OtherContent();
    }
    if (position > range.last) filler.proven.add(blocks);
  }

  return {
    async begin() {
      await inBlock(blockAt(blocks, position), ({ opened }) => opened);
    },
    all() {
      const offset = range.first - leased * blocks.blockBytes;
      const length = range.last + 1 - range.first;
      const bytes = leased === last ? lease?.block.peek(offset) : undefined;
      return bytes && bytes.length >= length ? bytes.subarray(0, length) : undefined;
    },
    async next() {
      if (hasLeft || position > range.last) return undefined;
      const block = blockAt(blocks, position);
      const offset = position - block * blocks.blockBytes;
      const piece = await inBlock(block, ({ block: awaited }) => awaited.read(offset));
      const bytes = piece.subarray(0, range.last + 1 - position);
      position += bytes.length;
      check(bytes);
      return bytes;
    },
    leave() {
      hasLeft = true;
      lease?.release();
    },
  };
}
