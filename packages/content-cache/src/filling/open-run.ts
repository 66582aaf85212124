import { type AssetSource, type ByteRange, type Content, LibraryError, type OpenOptions } from '@immich-webdav/core';
import { bytesOf, type ContentBlocks, isWhole } from '../blocks/content-blocks.ts';

/** The library holds another content than it listed. Nothing of it may be kept under the key of what was listed. */
export class OtherContent extends LibraryError {
  constructor(cause?: unknown) {
    super('bad-response', 'The library sent another file than it listed; try again.', { cause });
  }
}

/** True when the library has another file than it listed. */
export const isContradiction = (error: unknown): boolean =>
  error instanceof OtherContent || (LibraryError.is(error) && error.code === 'conflict');

/** Opens the blocks from `first` up to and without `end`, in one request. Rejects with `OtherContent` too. */
export async function openRun(
  source: AssetSource,
  blocks: ContentBlocks,
  [first, end]: readonly [number, number],
  options: OpenOptions,
): Promise<AsyncIterator<Uint8Array>> {
  const { metadata } = blocks;
  const range = isWhole(blocks, first, end) ? undefined : bytesOf(blocks, first, end);
  const content = await source
    .open(blocks.asset, blocks.rendition, { ...options, ...(range && { range }), ...(metadata && { metadata }) })
    .catch(explain);
  const body = content.body[Symbol.asyncIterator]();
  if (content.size === blocks.size && content.tag === (metadata?.tag ?? content.tag) && isSame(content.range, range))
    return body;
  await body.return?.();
  throw new OtherContent();
}

/** The range lay within the listed length. */
function explain(error: unknown): Content {
  throw LibraryError.is(error) && error.code === 'range-not-satisfiable' ? new OtherContent(error) : error;
}

const isSame = (one: ByteRange | undefined, other: ByteRange | undefined): boolean =>
  one?.first === other?.first && one?.last === other?.last;
