import { TreeError } from '@immich-webdav/core';

/** The error for an answer of another shape than this line of Immich gives. */
export const unfitAnswer = (what: string): TreeError =>
  new TreeError(
    'bad-response',
    `Immich answered ${what} in a form that is not known; its version may not be supported.`,
  );

/** The value if it is an array of objects. A proxy or another release may answer anything, whatever the types say. */
export function listIn<T>(value: readonly T[] | undefined, what: string): readonly T[] {
  if (!Array.isArray(value) || !value.every(isRecord)) throw unfitAnswer(what);
  return value as readonly T[];
}

const isRecord = (value: unknown): boolean => typeof value === 'object' && value !== null;
