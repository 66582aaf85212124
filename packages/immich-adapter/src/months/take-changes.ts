import type { RequestOptions } from '@immich-webdav/core';
import type { ImmichAsset } from '../contract/immich.ts';
import type { JsonApi } from '../http/json-api.ts';
import type { SearchPass } from '../versions/version-line.ts';
import type { Stamps } from './stamps.ts';
import { type ChangeWatch, createChangeWatch, OVERLAP_MS } from './watch-changes.ts';
import { concerns, type Whose } from './whose.ts';

/** Brings what changed into the stamps of months, in passes that may be asked for one by one. */
export interface MonthChanges {
  /** Each pass tells what changed since it was asked itself. True: there was something. */
  ask(passes: readonly SearchPass[], whose: Whose, options: RequestOptions): Promise<boolean>;
}

export function createMonthChanges(api: JsonApi, stamps: Stamps): MonthChanges {
  const watches = new Map<string, ChangeWatch>();

  function watchOf(pass: SearchPass): ChangeWatch {
    const key = JSON.stringify(pass);
    // What showed late while nobody asked is looked for as well.
    const from = stamps.start - OVERLAP_MS;
    const isKnown = (item: ImmichAsset): boolean => stamps.covers(item);
    const watch = watches.get(key) ?? createChangeWatch(api, { pass, from, isKnown });
    watches.set(key, watch);
    return watch;
  }

  /** A change is put down at once: it is not told again, whatever fails after it. */
  async function take(watch: ChangeWatch, whose: Whose, options: RequestOptions): Promise<boolean> {
    const changes = await watch.poll(options);
    if (!changes) {
      stamps.markAll(watch.since + OVERLAP_MS);
      return true;
    }
    const concerned = changes.filter((item) => concerns(item, whose));
    for (const item of concerned) stamps.mark(item);
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
