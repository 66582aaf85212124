import { posix } from 'node:path';
import type { ImmichAsset } from '../contract/immich.ts';
import { isText } from './records.ts';

/** A made-up name: a noun and the beginning of the id. */
export const nameFor = (what: string, id: unknown): string => (isText(id) ? `${what} ${id.slice(0, 8)}` : what);

/** The name, verbatim and perhaps empty; a made-up one if it is no text. */
export const nameOr = (name: unknown, what: string, id: unknown): string =>
  typeof name === 'string' ? name : nameFor(what, id);

/** The name given at upload; without one that of the stored file, which has the right extension; else the id. */
export function fileNameOf({ id, originalFileName, originalPath }: ImmichAsset): string {
  if (isText(originalFileName)) return originalFileName;
  const stored = isText(originalPath) ? posix.basename(originalPath) : '';
  return stored === '' ? id : stored;
}
