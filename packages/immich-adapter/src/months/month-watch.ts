import type { AssetGroup, ListOptions } from '@immich-webdav/core';
import type { JsonApi } from '../http/json-api.ts';
import type { VersionLine } from '../versions/version-line.ts';
import { inTurn, type MonthQuestions, questionsOf, without } from './parts.ts';
import { createCountReader } from './read-counts.ts';
import { createStamps, restoreStamps, type Stamps, toGroups } from './stamps.ts';
import { createMonthChanges, type MonthChanges } from './take-changes.ts';
import { OVERLAP_MS } from './watch-changes.ts';
import type { Whose } from './whose.ts';

/** How many members of a month were found. */
export interface Found {
  readonly all: number;
  readonly onTimeline: number;
}

/** Knows all months, and looks for what changed: two requests while nothing does, three where there are two counts. */
export interface MonthWatch {
  /**
   * Asks for all counts and for one part of the updates, in turn; for all of them as soon as one tells something new, or a hint came. So
   * an asset that leaves is seen at the next look, any other change at the second one at the latest. Looks must not overlap.
   */
  look(line: VersionLine, whose: Whose, options: ListOptions): Promise<readonly AssetGroup[]>;
  /** A month had another number of members than was counted: the next look asks everything. */
  doubt(counted: number | undefined, found: Found): void;
}

export interface MonthWatchOptions {
  readonly hintsSoFar: () => number;
  readonly now: () => number;
}

interface Known {
  readonly stamps: Stamps;
  readonly changes: MonthChanges;
}

export function createMonthWatch(api: JsonApi, { hintsSoFar, now }: MonthWatchOptions): MonthWatch {
  const counts = createCountReader(api);
  let known: Known | undefined;
  let isApart = false;
  let doubts = 0;
  let turn = 0;
  /** What held when everything was answered; while it does, asking in turn will do. */
  let settled: string | undefined;

  function begin(before: readonly AssetGroup[] = []): Known {
    const months = before.filter(({ kind }) => kind === 'month');
    const stamps = restoreStamps(months) ?? createStamps((counts.firstDate ?? now()) - OVERLAP_MS);
    return { stamps, changes: createMonthChanges(api, stamps) };
  }

  /** True: something is new. */
  async function ask(parts: MonthQuestions, whose: Whose, options: ListOptions): Promise<boolean> {
    const isCountNew = await counts.ask(parts.counts, options);
    known ??= begin(options.cached);
    return (await known.changes.ask(parts.changes, whose, options)) || isCountNew;
  }

  return {
    async look(line, whose, options) {
      const all = questionsOf(line, { hasPartners: whose.hasPartners, isApart });
      const state = JSON.stringify([hintsSoFar(), doubts, all]);
      const isSettled = state === settled;
      const asked = isSettled ? inTurn(all, turn) : all;
      turn = isSettled ? turn + 1 : 0;
      // If anything fails, the next look asks everything.
      settled = undefined;
      if (await ask(asked, whose, options)) await ask(without(all, asked), whose, options);
      settled = state;
      return known ? toGroups(counts.sum(all.counts), known.stamps) : [];
    },
    doubt(counted, { all, onTimeline }) {
      doubts += 1;
      // Recorded of 3.1 is that counts without a visibility cover the archive.
      if (onTimeline < all && onTimeline === counted) isApart = true;
    },
  };
}
