import type { Clock } from '../ports/clock.ts';
import { createStopSignal } from './platform.ts';

/** Wraps work so that calls during a run share its result; the next call starts a new run. */
export function singleFlight<T>(work: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | undefined;
  return () => {
    running ??= work().finally(() => {
      running = undefined;
    });
    return running;
  };
}

/** A mutex for each key: jobs of one key run one after another, in order; jobs of different keys run side by side. */
export interface KeyedMutex<T> {
  /** Runs a job after all earlier jobs of its key. */
  run(key: string, job: () => Promise<T>): Promise<T>;
  /** Returns the result of the newest job of the key if that has the same label and has not ended, else runs the job. */
  share(key: string, label: string, job: () => Promise<T>): Promise<T>;
}

interface Job<T> {
  readonly label: string | undefined;
  readonly result: Promise<T>;
}

export function createKeyedMutex<T>(): KeyedMutex<T> {
  const newest = new Map<string, Job<T>>();

  function append(key: string, label: string | undefined, job: () => Promise<T>): Promise<T> {
    const earlier = newest.get(key);
    const afterEarlier = async (): Promise<T> => {
      await earlier?.result.catch(() => {});
      return job();
    };
    const result = afterEarlier().finally(() => {
      if (newest.get(key)?.result === result) newest.delete(key);
    });
    newest.set(key, { label, result });
    return result;
  }

  return {
    run: (key, job) => append(key, undefined, job),
    share(key, label, job) {
      const running = newest.get(key);
      return running?.label === label ? running.result : append(key, label, job);
    },
  };
}

/** Runs work on every value, at most `width` at a time; work must not reject. */
export async function inParallel<T>(
  values: readonly T[],
  width: number,
  work: (value: T) => Promise<void>,
): Promise<void> {
  const waiting = values.values();
  const worker = async (): Promise<void> => {
    for (const value of waiting) await work(value);
  };
  await Promise.all(Array.from({ length: Math.min(width, values.length) }, worker));
}

/** A wait that can be ended early. */
export interface Pause {
  /** Resolves with false after the given milliseconds, or with true on `wake`; at once if `wake` was called since the last wait. */
  wait(ms: number): Promise<boolean>;
  readonly wake: () => void;
  /** Discards calls of `wake` since the last wait. */
  readonly reset: () => void;
}

export function createPause(clock: Clock): Pause {
  let isAwake = false;
  let sleeping: AbortController | undefined;
  return {
    async wait(ms) {
      if (!isAwake) {
        sleeping = createStopSignal();
        await clock.sleep(ms, sleeping.signal);
        sleeping = undefined;
      }
      const wasWoken = isAwake;
      isAwake = false;
      return wasWoken;
    },
    reset() {
      isAwake = false;
    },
    wake() {
      isAwake = true;
      sleeping?.abort();
    },
  };
}

/** A limited number of places. */
export interface Slots {
  /**
   * Waits for a free place, first come, first served; call the result once to free it again. Resolves without a place when the
   * signal aborts.
   */
  take(signal?: AbortSignal): Promise<() => void>;
}

export function createSlots(count: number): Slots {
  const waiting = new Set<(hasPlace: boolean) => void>();
  let taken = 0;

  const next = (signal: AbortSignal | undefined): Promise<boolean> =>
    new Promise((resolve) => {
      const enter = (hasPlace: boolean): void => {
        waiting.delete(enter);
        signal?.removeEventListener('abort', leave);
        resolve(hasPlace);
      };
      const leave = (): void => enter(false);
      waiting.add(enter);
      signal?.addEventListener('abort', leave);
      if (signal?.aborted) leave();
    });

  function free(): void {
    const [first] = waiting;
    // The place is handed over: it stays taken.
    if (first) first(true);
    else taken -= 1;
  }

  return {
    async take(signal) {
      if (taken < count) taken += 1;
      else if (!(await next(signal))) return () => {};
      let isFree = false;
      return () => {
        if (!isFree) free();
        isFree = true;
      };
    },
  };
}
