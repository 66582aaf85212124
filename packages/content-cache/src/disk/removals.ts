import { unlink } from 'node:fs/promises';

export interface RemovalOptions {
  readonly pathOf: (name: string) => string;
  /** True: written again meanwhile. */
  readonly isRewritten: (name: string) => boolean;
}

/** Removes files one after the other: a bound that was lowered makes very many of them at once. Resolves when none is left. */
export type Remove = (name: string) => Promise<void>;

export function createRemovals({ pathOf, isRewritten }: RemovalOptions): Remove {
  const waiting = new Set<string>();
  let running: Promise<void> | undefined;

  async function removeAll(): Promise<void> {
    for (const name of waiting) {
      waiting.delete(name);
      // Gone already, or to be found by the next start.
      if (!isRewritten(name)) await unlink(pathOf(name)).catch(() => {});
    }
    running = undefined;
  }

  return (name) => {
    waiting.add(name);
    running ??= removeAll();
    return running;
  };
}
