import { hash } from 'node:crypto';
import type { Asset, ByteRange, Rendition } from '@immich-webdav/core';

/** An asset's content as numbered blocks of equal length; the last one may be shorter. A small file is one block. */
export interface ContentBlocks {
  /** 40 hex digits: the same key means the same bytes, cut in the same way. */
  readonly key: string;
  readonly asset: Asset;
  readonly rendition: Rendition;
  /** Bytes of the whole. */
  readonly size: number;
  readonly blockBytes: number;
}

/** The blocks of an asset, or undefined where its length is not known, or nothing. */
export function contentBlocks(asset: Asset, rendition: Rendition, blockBytes: number): ContentBlocks | undefined {
  const { id, size, sha1, revision } = asset;
  if (!size) return undefined;
  const identity = sha1 === undefined ? ['revision', revision] : ['sha1', sha1];
  const key = hash('sha256', JSON.stringify([id, rendition, size, blockBytes, ...identity])).slice(0, 40);
  return { key, asset, rendition, size, blockBytes };
}

/** The name that a block is kept under. */
export const blockName = ({ key }: ContentBlocks, block: number): string => `${key}-${block}`;

/** The key of the content that a name's block belongs to. */
export const contentKeyOf = (name: string): string => name.slice(0, 40);

export const blockLength = ({ size, blockBytes }: ContentBlocks, block: number): number =>
  Math.min(blockBytes, size - block * blockBytes);

/** The block that holds a position. */
export const blockAt = ({ blockBytes }: ContentBlocks, position: number): number => Math.floor(position / blockBytes);

/** The bytes of the blocks from `first` up to and without `end`. */
export const bytesOf = ({ size, blockBytes }: ContentBlocks, first: number, end: number): ByteRange => ({
  first: first * blockBytes,
  last: Math.min(end * blockBytes, size) - 1,
});

/** True when these blocks are all that there are. */
export const isWhole = ({ size, blockBytes }: ContentBlocks, first: number, end: number): boolean =>
  first === 0 && end * blockBytes >= size;
