/** The problem and its remedy by error code. Each text follows the path. */
const reasons: Readonly<Record<string, string>> = {
  EACCES: 'may not be used by the user that runs this program; change its owner or its mode.',
  EPERM: 'may not be used by the user that runs this program; change its owner or its mode.',
  ENOENT: 'does not exist and cannot be made; name another one.',
  ENOTDIR: 'is, or is below, a file and not a folder; name another one.',
  EISDIR: 'is a folder and not a file; remove it.',
  EROFS: 'is on a file system that cannot be written; name another one.',
  ENOSPC: 'is on a full disk; make room on it.',
  EDQUOT: 'is on a full disk; make room on it.',
};

/** The `code` of a Node error, such as `EACCES`. */
export const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;

/** One sentence about a file or folder that could not be used. */
export function fileError(path: string, error: unknown): string {
  const code = codeOf(error);
  const reason = code === undefined ? undefined : reasons[code];
  return reason === undefined ? `${path} cannot be used (${code ?? String(error)}).` : `${path} ${reason}`;
}
