import { LibraryError } from '@immich-webdav/core';

/** Primary result codes of SQLite (sqlite.org/rescode.html). */
const codes = { busy: 5, locked: 6, corrupt: 11, full: 13, constraint: 19, notADatabase: 26 } as const;

/** Stored data was not read back as written. */
export class DamagedError extends Error {
  override readonly name = 'DamagedError';
}

/** The low byte of an extended result code is the primary one. */
const codeOf = (error: unknown): number | undefined =>
  error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' ? error.errcode & 0xff : undefined;

/** SQLite reports a damaged schema as a plain error. A damaged integer may exceed the range of JavaScript numbers. */
const damageMessage = /^no such (table|column)|malformed|too large to be represented/;

/** No key is ever written twice, so a violated constraint means a damaged file. */
const damaging: ReadonlySet<number | undefined> = new Set([codes.corrupt, codes.notADatabase, codes.constraint]);

/** Whether the file is damaged or no database. */
export function isDamage(error: unknown): boolean {
  if (damaging.has(codeOf(error)) || error instanceof DamagedError) return true;
  return error instanceof Error && damageMessage.test(error.message);
}

/** Whether another process has locked the file. */
export function isInUse(error: unknown): boolean {
  const code = codeOf(error);
  return code === codes.busy || code === codes.locked;
}

/** Converts any error to a `LibraryError`, as the port requires. */
export function toLibraryError(cause: unknown): LibraryError {
  if (LibraryError.is(cause)) return cause;
  return codeOf(cause) === codes.full
    ? new LibraryError('insufficient-storage', 'The disk of the stored listings is full; make room on it.', { cause })
    : new LibraryError('unavailable', 'The stored listings could not be read or written; see the cause.', { cause });
}
