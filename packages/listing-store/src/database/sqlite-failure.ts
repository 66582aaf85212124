import { LibraryError } from '@immich-webdav/core';

/** Primary result codes of SQLite (sqlite.org/rescode.html). */
const codes = { busy: 5, locked: 6, corrupt: 11, full: 13, constraint: 19, notADatabase: 26 } as const;

/** Something that was written was not read back as it was. */
export class DamagedError extends Error {
  override readonly name = 'DamagedError';
}

/** The low byte of an extended result code is the primary one. */
const codeOf = (error: unknown): number | undefined =>
  error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' ? error.errcode & 0xff : undefined;

/** The schema may be what is damaged, which SQLite calls a plain error; a number may be one that no JavaScript has. */
const tellsOfDamage = /^no such (table|column)|malformed|too large to be represented/;

/** Only a file that does not hold what was written can break a constraint: no key is ever written twice. */
const damaging: ReadonlySet<number | undefined> = new Set([codes.corrupt, codes.notADatabase, codes.constraint]);

/** True when the file is no database or not a whole one. */
export function isDamage(error: unknown): boolean {
  if (damaging.has(codeOf(error)) || error instanceof DamagedError) return true;
  return error instanceof Error && tellsOfDamage.test(error.message);
}

/** True when another process has the file. */
export function isInUse(error: unknown): boolean {
  const code = codeOf(error);
  return code === codes.busy || code === codes.locked;
}

/** Whatever was thrown, as the error that the port promises. */
export function toLibraryError(cause: unknown): LibraryError {
  if (LibraryError.is(cause)) return cause;
  return codeOf(cause) === codes.full
    ? new LibraryError('insufficient-storage', 'The disk of the kept listings is full; make room on it.', { cause })
    : new LibraryError('unavailable', 'The kept listings could not be read or written; see the cause.', { cause });
}
