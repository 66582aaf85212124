import { type ErrorCode, TreeError } from '../errors/tree-error.ts';
import type { Clock } from '../ports/clock.ts';

const passing: ReadonlySet<ErrorCode> = new Set(['unavailable', 'timeout', 'rate-limited', 'bad-response']);
const retries = 3;
const firstPauseMs = 500;

/** Whatever was thrown, as the error that the ports promise. */
export const asTreeError = (error: unknown): TreeError =>
  TreeError.is(error)
    ? error
    : new TreeError('unavailable', 'The photo library could not be read; see the cause.', { cause: error });

export interface RetryOptions {
  readonly clock: Clock;
  readonly signal?: AbortSignal;
  readonly onRetry?: (attempt: number, error: TreeError) => void;
}

/** Runs work, and up to three times again when it fails in a way that may pass: 0.5, 1 and 2 s later, each up to half longer. */
export async function withRetries<T>(work: () => Promise<T>, { clock, signal, onRetry }: RetryOptions): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await work();
    } catch (thrown) {
      const error = asTreeError(thrown);
      if (attempt === retries || !passing.has(error.code) || signal?.aborted) throw error;
      onRetry?.(attempt + 1, error);
      const pause = firstPauseMs * 2 ** attempt * (1 + clock.random() / 2);
      await clock.sleep(Math.max(pause, error.retryAfterMs ?? 0), signal);
    }
  }
}
