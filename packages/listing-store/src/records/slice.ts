import { constants, crc32, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { NamedAsset } from '@immich-webdav/core';
import { fromColumns, toColumns } from './columns.ts';

/** A part of a listing, as it is stored. */
export interface Slice {
  readonly data: Uint8Array;
  /** A checksum of the data and of its place: SQLite does not notice when a page was overwritten. */
  readonly seal: number;
}

/** Where a slice belongs. */
export interface SlicePlace {
  readonly generation: number;
  readonly part: number;
}

/** Members in a slice: half a millisecond to write, and to read. */
export const sliceLength = 500;

/** The fastest level pays: a third of the size for a tenth of a millisecond. */
const options = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };

const sealOf = (data: Uint8Array, { generation, part }: SlicePlace): number =>
  crc32(data, crc32(`${generation}/${part}`));

export function packSlice(members: readonly NamedAsset[], place: SlicePlace): Slice {
  const data = zstdCompressSync(toColumns(members), options);
  return { data, seal: sealOf(data, place) };
}

/** The members; undefined when the slice is damaged. */
export function unpackSlice({ data, seal }: Slice, place: SlicePlace): NamedAsset[] | undefined {
  // A damaged page may turn a value into one of another type.
  if (!(data instanceof Uint8Array) || sealOf(data, place) !== seal) return undefined;
  return fromColumns(zstdDecompressSync(data).toString());
}
