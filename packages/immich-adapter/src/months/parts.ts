import type { ImmichBucketQuery } from '../contract/immich.ts';
import type { SearchPass, VersionLine } from '../versions/version-line.ts';

/** The questions that together tell of all months. */
export interface MonthQuestions {
  /** How much there is; the answers are added up. */
  readonly counts: readonly ImmichBucketQuery[];
  /** What was updated. */
  readonly changes: readonly SearchPass[];
}

/** What decides on them. */
export interface QuestionOptions {
  /** What partners show in the user's timeline is among it. */
  readonly hasPartners: boolean;
  /** Immich turned out to leave out the archive where no visibility is asked for. */
  readonly isApart: boolean;
}

const APART: readonly ImmichBucketQuery[] = [{ visibility: 'timeline' }, { visibility: 'archive' }];

/** Immich mixes partners in only when what is archived is not asked for. */
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

const nth = <T>(all: readonly T[], turn: number): readonly T[] => all.filter((_, at) => at === turn % all.length);

/** One question about updates, so that each has its turn, and all counts: nothing else says that an asset must not be shown any more. */
export const inTurn = ({ counts, changes }: MonthQuestions, turn: number): MonthQuestions => ({
  counts,
  changes: nth(changes, turn),
});

/** The questions that are not among `asked`. */
export const without = (all: MonthQuestions, asked: MonthQuestions): MonthQuestions => ({
  counts: all.counts.filter((part) => !asked.counts.includes(part)),
  changes: all.changes.filter((part) => !asked.changes.includes(part)),
});
