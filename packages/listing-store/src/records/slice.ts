import { constants, crc32, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { NamedAsset } from '@immich-webdav/core';
import { fromColumns, toColumns } from './columns.ts';

/** Serialized members of a listing. */
export interface Slice {
  readonly data: Uint8Array;
  /** A checksum of the data and its place, because SQLite does not detect overwritten pages. */
  readonly seal: number;
}

/** The key of a slice. */
export interface SlicePlace {
  readonly generation: number;
  readonly part: number;
}

/** Members in a slice, which take half a millisecond to serialize or to parse. */
export const sliceLength = 500;

/** The fastest level: a third of the size for a tenth of a millisecond. */
const options = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };

const sealOf = (data: Uint8Array, { generation, part }: SlicePlace): number =>
  crc32(data, crc32(`${generation}/${part}`));

export function packSlice(members: readonly NamedAsset[], place: SlicePlace): Slice {
  const data = zstdCompressSync(toColumns(members), options);
  return { data, seal: sealOf(data, place) };
}

/** Undefined if the slice is damaged. */
export function unpackSlice({ data, seal }: Slice, place: SlicePlace): NamedAsset[] | undefined {
  // A damaged page may change the type of a value.
  if (!(data instanceof Uint8Array) || sealOf(data, place) !== seal) return undefined;
  return fromColumns(zstdDecompressSync(data).toString());
}
