import { type AssetGroup, LibraryError, type RequestOptions } from '@immich-webdav/core';

/** Cached fingerprints of groups that need one request each, fetched in rotation. */
export interface Rotation {
  /** Fetches the missing fingerprints; if none is missing, the oldest. Resolves with all cached ones by group id. */
  next(ids: readonly string[], options: RequestOptions): Promise<ReadonlyMap<string, string>>;
  /** Fetches one fingerprint again, after its members were read. */
  askAgain(id: string, options: RequestOptions): Promise<void>;
}

/** On the first refresh every group is missing; more requests than this would delay the list. */
const FIRST_ASKED = 200;

/** `ask` resolves with a fingerprint without spaces; `cached` has those of an earlier run. */
export function createRotation(
  ask: (id: string, options: RequestOptions) => Promise<string>,
  cached: ReadonlyMap<string, string>,
): Rotation {
  // Least recently fetched first.
  const marks = new Map(cached);

  async function askFor(id: string, options: RequestOptions): Promise<void> {
    const mark = await ask(id, options).catch(goneOrThrow);
    marks.delete(id);
    marks.set(id, mark);
  }

  return {
    askAgain: askFor,
    async next(ids, options) {
      const present = new Set(ids);
      for (const id of marks.keys()) if (!present.has(id)) marks.delete(id);
      const unknown = ids.filter((id) => !marks.has(id));
      const due = unknown.length > 0 ? unknown.slice(0, FIRST_ASKED) : [...marks.keys()].slice(0, 1);
      await Promise.all(due.map((id) => askFor(id, options)));
      return marks;
    },
  };
}

/** A group deleted since it was listed must not fail the others. */
function goneOrThrow(error: unknown): string {
  if (LibraryError.is(error) && error.code === 'not-found') return 'gone';
  throw error;
}

/** A revision: that of the list, then the fingerprint. */
export const revisionWith = (listed: string, mark: string | undefined): string => `${listed} ${mark ?? '-'}`;

/** The fingerprints in the revisions of an earlier run. */
export const marksOf = (groups: readonly AssetGroup[]): ReadonlyMap<string, string> =>
  new Map(
    groups.flatMap(({ id, revision }) => {
      const mark = revision.slice(revision.lastIndexOf(' ') + 1);
      return mark === '-' || mark === '' ? [] : [[id, mark] as const];
    }),
  );
