import { blockCount, blockName, type ContentBlocks } from '../blocks/content-blocks.ts';
import type { Pieces } from '../blocks/pieces.ts';
import type { BlockStore } from '../disk/block-store.ts';
import { createProof } from './proof.ts';
import type { ProvenContents } from './proven-contents.ts';

/** Takes the blocks of one request to disk, as they come. Never rejects. */
export type KeepBlock = (block: number, bytes: Pieces) => Promise<void>;

/** What was requested. */
export interface Requested {
  readonly blocks: ContentBlocks;
  /** All of it, in order. */
  readonly isWhole: boolean;
  /** Its reader proves the file. */
  readonly isProving: boolean;
}

/** Keeps blocks, and has a file proven once its last block is there. */
export function keepBlocks(
  store: BlockStore,
  proven: ProvenContents,
  { blocks, isWhole, isProving }: Requested,
): KeepBlock {
  const proof = isWhole ? createProof(blocks) : undefined;
  const lastBlock = blockCount(blocks) - 1;
  return async (block, bytes) => {
    proven.unprove(blocks);
    // The last of all pieces decides.
    if (proof && !bytes.every(proof)) return proven.drop(blocks);
    const name = blockName(blocks, block);
    await store.write(name, bytes);
    if (!store.has(name)) return;
    if (proof && block === lastBlock) proven.add(blocks);
    // The end of a whole file may have come in another request.
    else if (!isProving || proof) void proven.prove(blocks);
  };
}
