import { LibraryError, type LibraryErrorCode } from '../errors/library-error.ts';
import type { Clock } from '../ports/clock.ts';

const passing: ReadonlySet<LibraryErrorCode> = new Set(['unavailable', 'timeout', 'rate-limited', 'bad-response']);
const firstPauseMs = 500;
/** A request with a longer Retry-After is not retried before the next refresh. */
const longestPauseMs = 30_000;

/** Number of retries. */
export const retries = 3;

/** Wraps any thrown value in a LibraryError. */
export const asLibraryError = (error: unknown): LibraryError =>
  LibraryError.is(error)
    ? error
    : new LibraryError('unavailable', 'The photo library could not be read; see the cause.', { cause: error });

/** Whether a retry may succeed soon. */
export const mayPass = (error: LibraryError): boolean =>
  passing.has(error.code) && (error.retryAfterMs ?? 0) <= longestPauseMs;

/** Milliseconds before a retry: 0.5, 1 and 2 s plus up to half of jitter, or longer if an error asks for it. */
export const pauseBefore = (retry: number, clock: Clock, errors: readonly LibraryError[]): number =>
  Math.max(
    firstPauseMs * 2 ** (retry - 1) * (1 + clock.random() / 2),
    ...errors.map(({ retryAfterMs }) => retryAfterMs ?? 0),
  );

export interface RetryOptions {
  readonly clock: Clock;
  readonly signal?: AbortSignal;
  readonly onRetry?: (retry: number, error: LibraryError) => void;
}

/** Runs work, with up to three retries after errors that may pass. Rejects with a LibraryError. */
export async function withRetries<T>(work: () => Promise<T>, { clock, signal, onRetry }: RetryOptions): Promise<T> {
  for (let retry = 1; ; retry++) {
    try {
      return await work();
    } catch (thrown) {
      const error = asLibraryError(thrown);
      if (retry > retries || !mayPass(error) || signal?.aborted) throw error;
      onRetry?.(retry, error);
      await clock.sleep(pauseBefore(retry, clock, [error]), signal);
    }
  }
}
