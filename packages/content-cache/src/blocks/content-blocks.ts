import { hash } from 'node:crypto';
import type { Asset, ByteRange, Rendition, RenditionMetadata } from '@immich-webdav/core';

/** A content as numbered blocks of equal length; the last one may be shorter. A small file is one block. */
export interface ContentBlocks {
  /** 40 hex digits: the same key means the same bytes, cut in the same way. */
  readonly key: string;
  readonly asset: Asset;
  readonly rendition: Rendition;
  /** Of a rendition that is not the original: what the library's answers are held against. */
  readonly metadata?: RenditionMetadata;
  /** Of an original whose checksum is known. */
  readonly sha1?: string;
  /** Bytes of the whole. */
  readonly size: number;
  readonly blockBytes: number;
}

/** A content that may be asked for. */
export interface WantedContent {
  readonly asset: Asset;
  readonly rendition: Rendition;
  readonly metadata?: RenditionMetadata | undefined;
  /** Content of one namespace is never found in another; the empty one unless set. */
  readonly namespace?: string;
}

/** The blocks of a content, or undefined where its length is absent or zero, or where nothing distinguishes it from others. */
export function contentBlocks(content: WantedContent, blockBytes: number): ContentBlocks | undefined {
  return content.rendition === 'original' ? originalBlocks(content, blockBytes) : renditionBlocks(content, blockBytes);
}

const keyOf = (...parts: readonly (string | number)[]): string => hash('sha256', JSON.stringify(parts)).slice(0, 40);

const within = (namespace = ''): readonly string[] => (namespace === '' ? [] : ['in', namespace]);

function originalBlocks({ asset, namespace }: WantedContent, blockBytes: number): ContentBlocks | undefined {
  const { id, size, sha1, revision } = asset;
  if (!size) return undefined;
  const identity = sha1 === undefined ? (['revision', revision] as const) : (['sha1', sha1] as const);
  const key = keyOf(...within(namespace), id, 'original', size, blockBytes, ...identity);
  return { key, asset, rendition: 'original', ...(sha1 === undefined ? undefined : { sha1 }), size, blockBytes };
}

/** The length, the checksum and the revision of an asset are those of its original. */
function renditionBlocks(
  { asset, rendition, metadata, namespace }: WantedContent,
  blockBytes: number,
): ContentBlocks | undefined {
  if (!metadata?.size || metadata.tag === '') return undefined;
  const { size, tag } = metadata;
  return {
    key: keyOf(...within(namespace), asset.id, rendition, size, blockBytes, 'tag', tag),
    asset,
    rendition,
    metadata,
    size,
    blockBytes,
  };
}

/** The name that a block is kept under. */
export const blockName = ({ key }: ContentBlocks, block: number): string => `${key}-${block}`;

/** The key of the content that a name's block belongs to. */
export const contentKeyOf = (name: string): string => name.slice(0, 40);

/** How many blocks there are. */
export const blockCount = ({ size, blockBytes }: ContentBlocks): number => Math.ceil(size / blockBytes);

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
