/** Readers who wait for bytes of a block. */
export interface Arrivals {
  readonly isAwaited: boolean;
  /** Resolves when more than so many bytes have arrived. */
  beyond(position: number): Promise<void>;
  /** So many bytes have arrived. */
  reach(filled: number): void;
  /** No more bytes will come. */
  fail(error: unknown): void;
}

type Waiter = PromiseWithResolvers<void> & { readonly position: number };

export function createArrivals(): Arrivals {
  let waiting: readonly Waiter[] = [];
  return {
    get isAwaited() {
      return waiting.length > 0;
    },
    beyond(position) {
      const waiter = { ...Promise.withResolvers<void>(), position };
      waiting = [...waiting, waiter];
      return waiter.promise;
    },
    reach(filled) {
      const woken = waiting.filter(({ position }) => position < filled);
      waiting = waiting.filter(({ position }) => position >= filled);
      for (const { resolve } of woken) resolve();
    },
    fail(error) {
      const woken = waiting;
      waiting = [];
      for (const { reject } of woken) reject(error);
    },
  };
}
