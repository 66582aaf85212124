import type { Stack, StackStore } from '@immich-webdav/core';
import { packStacks, unpackStacks } from '../records/stack-record.ts';
import { yieldToOthers } from '../scheduling/yielding.ts';
import type { StoreState } from './store-state.ts';
import type { Writer } from './writer.ts';

/** Stacks in a batch, which take about a millisecond to serialize. */
const batchLength = 500;

/** The stored stacks. Nothing is cached in memory. */
export function createStacks(state: StoreState, write: Writer): StackStore {
  /** Undefined if none are stored or if they are damaged. */
  async function readAll(): Promise<readonly Stack[] | undefined> {
    const stacks: Stack[] = [];
    for (let at = 0; ; at++) {
      const record = state.database.stacks.read(at);
      const batch = record === undefined ? undefined : unpackStacks(record);
      if (!batch) return undefined;
      stacks.push(...batch.stacks);
      if (batch.isLast) return stacks;
      await yieldToOthers();
    }
  }
  return {
    // Serialized with writes, so that it never reads a partial write.
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
          const batches = Math.max(1, Math.ceil(stacks.length / batchLength));
          for (let at = 0; at < batches; at++) {
            const some = stacks.slice(at * batchLength, (at + 1) * batchLength);
            database.stacks.put(at, packStacks({ stacks: some, isLast: at === batches - 1 }));
            await yieldToOthers();
          }
        });
      }),
  };
}
