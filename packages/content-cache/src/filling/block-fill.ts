/** A block on its way, for any number of readers. */
export interface BlockFill {
  readonly bytes: Uint8Array;
  /** How many of its bytes are there. */
  readonly filled: number;
  /** Resolves once there are more than so many bytes; rejects when they will not come. */
  beyond(position: number): Promise<void>;
}

export interface GrowingBlock extends BlockFill {
  /** Takes what fits and tells how many bytes that was. */
  append(chunk: Uint8Array): number;
  fail(error: unknown): void;
}

/** A block that is there already. */
export const wholeBlock = (bytes: Uint8Array): BlockFill => ({
  bytes,
  filled: bytes.length,
  beyond: () => Promise.resolve(),
});

type Waiter = PromiseWithResolvers<void> & { readonly position: number };

export function growingBlock(length: number): GrowingBlock {
  const bytes = Buffer.allocUnsafe(length);
  let filled = 0;
  let failure: { readonly error: unknown } | undefined;
  let waiting: readonly Waiter[] = [];
  const wake = (isMeant: (waiter: Waiter) => boolean, tell: (waiter: Waiter) => void): void => {
    const woken = waiting.filter(isMeant);
    waiting = waiting.filter((waiter) => !woken.includes(waiter));
    for (const waiter of woken) tell(waiter);
  };
  return {
    bytes,
    get filled() {
      return filled;
    },
    append(chunk) {
      const taken = Math.min(chunk.length, length - filled);
      bytes.set(chunk.subarray(0, taken), filled);
      filled += taken;
      wake(
        ({ position }) => position < filled,
        ({ resolve }) => resolve(),
      );
      return taken;
    },
    fail(error) {
      failure = { error };
      wake(
        () => true,
        ({ reject }) => reject(error),
      );
    },
    beyond(position) {
      if (filled > position) return Promise.resolve();
      if (failure) return Promise.reject(failure.error);
      const waiter = { ...Promise.withResolvers<void>(), position };
      waiting = [...waiting, waiter];
      return waiter.promise;
    },
  };
}
