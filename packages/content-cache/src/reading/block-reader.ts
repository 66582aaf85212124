import type { ByteRange, RequestOptions } from '@immich-webdav/core';
import { blockAt, type ContentBlocks } from '../blocks/content-blocks.ts';
import type { Filler, Lease } from '../filling/filler.ts';
import { OtherContent } from '../filling/open-run.ts';
import { createProof } from '../filling/proof.ts';

/** A slow client has this much waiting, and the next block is not read before it took the last of this one. */
const CHUNK_BYTES = 64 * 1024;

/** Reads a range of a content, block after block. */
export interface BlockReader {
  /** Resolves when the first block is there or on its way; rejects as the library refused. */
  begin(): Promise<void>;
  /** The whole range, when it lies in one block that is there. */
  all(): Uint8Array | undefined;
  /** The next bytes; undefined at the end of the range. */
  next(): Promise<Uint8Array | undefined>;
  /** Lets go of everything; requests that nobody else reads end. */
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

  /** Once more where the request was made for another block: one that broke off goes on in a new one. */
  async function inBlock(block: number, wait: (lease: Lease) => Promise<unknown>): Promise<Lease> {
    let current = lease && leased === block ? lease : await move(block);
    try {
      await wait(current);
    } catch (error) {
      if (!current.isShared || hasLeft) throw error;
      current = await move(block);
      await wait(current);
    }
    return current;
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
      const start = leased * blocks.blockBytes;
      if (!lease || last !== leased || start + lease.block.filled <= range.last) return undefined;
      return lease.block.bytes.subarray(range.first - start, range.last + 1 - start);
    },
    async next() {
      if (hasLeft || position > range.last) return undefined;
      const block = blockAt(blocks, position);
      const start = block * blocks.blockBytes;
      const offset = position - start;
      const { block: fill } = await inBlock(block, ({ block: awaited }) => awaited.beyond(offset));
      const end = Math.min(fill.filled, range.last + 1 - start, offset + CHUNK_BYTES);
      position = start + end;
      const bytes = fill.bytes.subarray(offset, end);
      check(bytes);
      return bytes;
    },
    leave() {
      hasLeft = true;
      lease?.release();
    },
  };
}
