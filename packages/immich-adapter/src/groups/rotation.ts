import { type AssetGroup, LibraryError, type RequestOptions } from '@immich-webdav/core';

/** What is known of groups that can only be asked one by one: a few are asked each time, so that each has its turn. */
export interface Rotation {
  /**
   * Asks for those that are not known, and when all are, for the one that was not asked the longest. Resolves with what is known
   * of each by now.
   */
  turn(ids: readonly string[], options: RequestOptions): Promise<ReadonlyMap<string, string>>;
  /** Asks for one of them now, whose members were read: its mark stands for these. */
  askAgain(id: string, options: RequestOptions): Promise<void>;
}

/** The first time each has to be asked; no list of groups is held up by more than this. */
const FIRST_ASKED = 200;

/** `ask` gives a text without spaces that is another one when the group changed; `known` are those of last time. */
export function createRotation(
  ask: (id: string, options: RequestOptions) => Promise<string>,
  known: ReadonlyMap<string, string>,
): Rotation {
  // In the order in which they were asked.
  const marks = new Map(known);

  async function askFor(id: string, options: RequestOptions): Promise<void> {
    const mark = await ask(id, options).catch(goneOrThrow);
    marks.delete(id);
    marks.set(id, mark);
  }

  return {
    askAgain: askFor,
    async turn(ids, options) {
      const present = new Set(ids);
      for (const id of marks.keys()) if (!present.has(id)) marks.delete(id);
      const unknown = ids.filter((id) => !marks.has(id));
      const next = unknown.length > 0 ? unknown.slice(0, FIRST_ASKED) : [...marks.keys()].slice(0, 1);
      await Promise.all(next.map((id) => askFor(id, options)));
      return marks;
    },
  };
}

/** A group that went away after it was listed is no failure of all others. */
function goneOrThrow(error: unknown): string {
  if (LibraryError.is(error) && error.code === 'not-found') return 'gone';
  throw error;
}

/** A revision that ends in what was asked; the rest is what the list of groups tells. */
export const revisionWith = (listed: string, mark: string | undefined): string => `${listed} ${mark ?? '-'}`;

/** What was asked of groups that are known from an earlier run. */
export const marksOf = (groups: readonly AssetGroup[]): ReadonlyMap<string, string> =>
  new Map(
    groups.flatMap(({ id, revision }) => {
      const mark = revision.slice(revision.lastIndexOf(' ') + 1);
      return mark === '-' || mark === '' ? [] : [[id, mark] as const];
    }),
  );
