import type { LibraryStore } from '@immich-webdav/core';
import type { DatabaseOptions, OpenedDatabase } from '../database/open-or-rebuild.ts';
import type { WorkingSet } from '../memory/working-set.ts';
import { createReader } from './reader.ts';
import { createRenditions } from './renditions.ts';
import { createStacks } from './stacks.ts';
import type { StoreState } from './store-state.ts';
import { replaceEntries, replaceListing } from './write-catalog.ts';
import { createWriter } from './writer.ts';

function lastGeneration({ entries }: OpenedDatabase): number {
  let last = 0;
  for (const { stored } of entries?.values() ?? []) last = Math.max(last, stored?.generation ?? 0);
  return last;
}

/** The store on an open database. Writes run one at a time, reads at any time. */
export function createFileStore(options: DatabaseOptions, opened: OpenedDatabase, memory: WorkingSet): LibraryStore {
  const state: StoreState = { options, memory, ...opened, generation: lastGeneration(opened) };
  const write = createWriter(state);
  const read = createReader(state, write);
  const renditions = createRenditions(state, write);
  return {
    catalog: {
      readEntries: async () => state.entries && [...state.entries.values()].map(({ entry }) => entry),
      async writeEntries(all) {
        await write(() => replaceEntries(state, all));
        renditions.prune();
      },
      async readListing(id, { retain = true } = {}) {
        return (retain ? memory.get(id) : memory.peek(id)) ?? read(id, retain);
      },
      writeListing: (entry, listing) => write(() => replaceListing(state, entry, listing)),
    },
    renditions,
    stacks: createStacks(state, write),
    close: () =>
      write(async () => {
        memory.clear();
        state.database.close();
      }),
  };
}
