import { crc32 } from 'node:zlib';
import type { Stack } from '@immich-webdav/core';

/** Some of all stacks. */
export interface StackPart {
  readonly stacks: readonly Stack[];
  readonly isLast: boolean;
}

/** A part as text, behind its checksum. */
export function packStacks(part: StackPart): string {
  const data = JSON.stringify(part);
  return `${crc32(data)} ${data}`;
}

/** The part; undefined when it is damaged. */
export function unpackStacks(record: string): StackPart | undefined {
  const at = record.indexOf(' ');
  const data = record.slice(at + 1);
  return Number(record.slice(0, at)) === crc32(data) ? (JSON.parse(data) as StackPart) : undefined;
}
