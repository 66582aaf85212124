import type { RequestOptions } from '@immich-webdav/core';
import type { ImmichAsset } from '../contract/immich.ts';
import type { JsonApi } from '../http/json-api.ts';
import type { SearchPass } from '../versions/version-line.ts';
import type { Stamps } from './stamps.ts';
import { type ChangeWatch, createChangeWatch, OVERLAP_MS } from './watch-changes.ts';
import { concerns, type Whose } from './whose.ts';

/** Applies changes to the stamps of months, one search pass at a time. */
export interface MonthChanges {
  /** Polls some passes for changes since their own last poll. Resolves with true if there were any. */
  ask(passes: readonly SearchPass[], whose: Whose, options: RequestOptions): Promise<boolean>;
}

export function createMonthChanges(api: JsonApi, stamps: Stamps): MonthChanges {
  const watches = new Map<string, ChangeWatch>();

  function watchOf(pass: SearchPass): ChangeWatch {
    const key = JSON.stringify(pass);
    // Includes changes that Immich listed late before this start.
    const from = stamps.start - OVERLAP_MS;
    const isApplied = (record: ImmichAsset): boolean => stamps.covers(record);
    const watch = watches.get(key) ?? createChangeWatch(api, { pass, from, isApplied });
    watches.set(key, watch);
    return watch;
  }

  /** Applies each change at once, because the next poll does not return it again. */
  async function take(watch: ChangeWatch, whose: Whose, options: RequestOptions): Promise<boolean> {
    const changes = await watch.poll(options);
    if (!changes) {
      stamps.markAll(watch.since + OVERLAP_MS);
      return true;
    }
    const concerned = changes.filter((record) => concerns(record, whose));
    for (const record of concerned) stamps.mark(record);
    return concerned.length > 0;
  }

  return {
    async ask(passes, whose, options) {
      let isNew = false;
      for (const pass of passes) isNew = (await take(watchOf(pass), whose, options)) || isNew;
      return isNew;
    },
  };
}
