import type { ImmichBucketQuery } from '../contract/immich.ts';
import type { SearchPass, VersionLine } from '../versions/version-line.ts';

/** The requests that together cover all months. */
export interface MonthQuestions {
  /** Counts by month; the answers are added up. */
  readonly counts: readonly ImmichBucketQuery[];
  /** Updated assets. */
  readonly changes: readonly SearchPass[];
}

/** The conditions that decide on the requests. */
export interface QuestionOptions {
  /** Months include partners' assets in the user's timeline. */
  readonly hasPartners: boolean;
  /** True: counts without a visibility turned out to leave out the archive. */
  readonly isApart: boolean;
}

const APART: readonly ImmichBucketQuery[] = [{ visibility: 'timeline' }, { visibility: 'archive' }];

/** Immich includes partners' assets only in requests without the archive. */
const WITH_PARTNERS: readonly ImmichBucketQuery[] = [
  { visibility: 'timeline', withPartners: true },
  { visibility: 'archive' },
];

export const questionsOf = (
  { searchPasses }: VersionLine,
  { hasPartners, isApart }: QuestionOptions,
): MonthQuestions => ({
  counts: hasPartners ? WITH_PARTNERS : isApart ? APART : searchPasses,
  changes: searchPasses,
});

const nth = <T>(all: readonly T[], poll: number): readonly T[] => all.filter((_, at) => at === poll % all.length);

/** One request for updates, in rotation, and all counts: only those reveal that an asset was trashed, hidden or locked. */
export const inRotation = ({ counts, changes }: MonthQuestions, poll: number): MonthQuestions => ({
  counts,
  changes: nth(changes, poll),
});

/** The questions that are not among `asked`. */
export const without = (all: MonthQuestions, asked: MonthQuestions): MonthQuestions => ({
  counts: all.counts.filter((part) => !asked.counts.includes(part)),
  changes: all.changes.filter((part) => !asked.changes.includes(part)),
});
