import type { AssetGroup, ListOptions } from '@immich-webdav/core';
import type { JsonApi } from '../http/json-api.ts';
import type { VersionLine } from '../versions/version-line.ts';
import { inRotation, type MonthQuestions, questionsOf, without } from './parts.ts';
import { createCountReader } from './read-counts.ts';
import { createStamps, restoreStamps, type Stamps, toGroups } from './stamps.ts';
import { createMonthChanges, type MonthChanges } from './take-changes.ts';
import { OVERLAP_MS } from './watch-changes.ts';
import type { Whose } from './whose.ts';

/** Numbers of members found in a month. */
export interface Found {
  readonly all: number;
  readonly onTimeline: number;
}

/** Polls all months for changes: two requests while nothing changes, three with two counts. */
export interface MonthWatch {
  /**
   * Asks for all counts and for one part of the updates, in turn; for all of them as soon as one shows something new, or a hint came. So
   * an asset that leaves is seen at the next look, any other change at the second one at the latest. Looks must not overlap.
   */
  look(line: VersionLine, whose: Whose, options: ListOptions): Promise<readonly AssetGroup[]>;
  /** A month has another number of members than its count: the next poll sends all requests. */
  suspect(counted: number | undefined, found: Found): void;
}

export interface MonthWatchOptions {
  readonly hintsSoFar: () => number;
  readonly now: () => number;
}

interface Watched {
  readonly stamps: Stamps;
  readonly changes: MonthChanges;
}

export function createMonthWatch(api: JsonApi, { hintsSoFar, now }: MonthWatchOptions): MonthWatch {
  const counts = createCountReader(api);
  let watched: Watched | undefined;
  let isApart = false;
  let mismatches = 0;
  let polls = 0;
  /** State of the last complete poll; while it holds, one question about changes per poll is enough. */
  let settled: string | undefined;

  function begin(before: readonly AssetGroup[] = []): Watched {
    const months = before.filter(({ kind }) => kind === 'month');
    const stamps = restoreStamps(months) ?? createStamps((counts.firstDate ?? now()) - OVERLAP_MS);
    return { stamps, changes: createMonthChanges(api, stamps) };
  }

  /** Resolves with true if anything changed. */
  async function ask(parts: MonthQuestions, whose: Whose, options: ListOptions): Promise<boolean> {
    const isCountNew = await counts.ask(parts.counts, options);
    watched ??= begin(options.cached);
    return (await watched.changes.ask(parts.changes, whose, options)) || isCountNew;
  }

  return {
    async look(line, whose, options) {
      const all = questionsOf(line, { hasPartners: whose.hasPartners, isApart });
      const state = JSON.stringify([hintsSoFar(), mismatches, all]);
      const isSettled = state === settled;
      const asked = isSettled ? inRotation(all, polls) : all;
      polls = isSettled ? polls + 1 : 0;
      // After a failure, the next poll sends all questions.
      settled = undefined;
      if (await ask(asked, whose, options)) await ask(without(all, asked), whose, options);
      settled = state;
      return watched ? toGroups(counts.sum(all.counts), watched.stamps) : [];
    },
    suspect(counted, { all, onTimeline }) {
      mismatches += 1;
      // Immich 3.1 includes the archive in counts without a visibility.
      if (onTimeline < all && onTimeline === counted) isApart = true;
    },
  };
}
