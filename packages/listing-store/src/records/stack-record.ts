import { crc32 } from 'node:zlib';
import type { Stack } from '@immich-webdav/core';

/** A batch of stacks. */
export interface StackBatch {
  readonly stacks: readonly Stack[];
  readonly isLast: boolean;
}

/** Serializes a batch, preceded by its checksum. */
export function packStacks(batch: StackBatch): string {
  const data = JSON.stringify(batch);
  return `${crc32(data)} ${data}`;
}

/** Undefined if the record is damaged. */
export function unpackStacks(record: string): StackBatch | undefined {
  const at = record.indexOf(' ');
  const data = record.slice(at + 1);
  return Number(record.slice(0, at)) === crc32(data) ? (JSON.parse(data) as StackBatch) : undefined;
}
