import { type AssetSource, type ByteRange, type Content, type OpenOptions, TreeError } from '@immich-webdav/core';
import { bytesOf, type ContentBlocks, isWhole } from '../blocks/content-blocks.ts';

/** The library holds another length than it listed. Nothing of it may be kept under the key of what was listed. */
export class OtherLength extends TreeError {
  constructor(cause?: unknown) {
    super('bad-response', 'The library sent a file of another length than it listed; try again.', { cause });
  }
}

/** True when the library has another file than it listed. */
export const isContradiction = (error: unknown): boolean =>
  error instanceof OtherLength || (TreeError.is(error) && error.code === 'conflict');

/** Opens the blocks from `first` up to and without `end`, in one request. Rejects with `OtherLength` too. */
export async function openRun(
  source: AssetSource,
  blocks: ContentBlocks,
  [first, end]: readonly [number, number],
  options: OpenOptions,
): Promise<AsyncIterator<Uint8Array>> {
  const range = isWhole(blocks, first, end) ? undefined : bytesOf(blocks, first, end);
  const content = await source
    .open(blocks.asset, blocks.rendition, range ? { ...options, range } : options)
    .catch(explain);
  const body = content.body[Symbol.asyncIterator]();
  if (content.size === blocks.size && isSame(content.range, range)) return body;
  await body.return?.();
  throw new OtherLength();
}

/** The range lay within the listed length. */
function explain(error: unknown): Content {
  throw TreeError.is(error) && error.code === 'range-not-satisfiable' ? new OtherLength(error) : error;
}

const isSame = (one: ByteRange | undefined, other: ByteRange | undefined): boolean =>
  one?.first === other?.first && one?.last === other?.last;
