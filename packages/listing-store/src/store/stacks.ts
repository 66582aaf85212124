import type { Stack, StackStore } from '@immich-webdav/core';
import { packStacks, unpackStacks } from '../records/stack-record.ts';
import { yieldToOthers } from '../schedule/next-turn.ts';
import type { StoreState } from './store-state.ts';
import type { Writer } from './writer.ts';

/** Stacks that are packed without a pause: a millisecond. */
const partLength = 500;

/** Stores stacks. Nothing here is kept in memory. */
export function createStacks(state: StoreState, write: Writer): StackStore {
  /** Undefined where there are none, or where they are damaged: the library is asked then. */
  async function readAll(): Promise<readonly Stack[] | undefined> {
    const stacks: Stack[] = [];
    for (let at = 0; ; at++) {
      const record = state.database.stacks.read(at);
      const part = record === undefined ? undefined : unpackStacks(record);
      if (!part) return undefined;
      stacks.push(...part.stacks);
      if (part.isLast) return stacks;
      await yieldToOthers();
    }
  }
  return {
    // In turn with writing, which is seen half done otherwise.
    async read() {
      let found: readonly Stack[] | undefined;
      await write(async () => {
        found = await readAll();
      });
      return found;
    },
    write: (stacks) =>
      write(async () => {
        const { database } = state;
        await database.transaction(async () => {
          database.stacks.clear();
          const parts = Math.max(1, Math.ceil(stacks.length / partLength));
          for (let at = 0; at < parts; at++) {
            const some = stacks.slice(at * partLength, (at + 1) * partLength);
            database.stacks.put(at, packStacks({ stacks: some, isLast: at === parts - 1 }));
            await yieldToOthers();
          }
        });
      }),
  };
}
