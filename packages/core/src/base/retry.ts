import { LibraryError, type LibraryErrorCode } from '../errors/library-error.ts';
import type { Clock } from '../ports/clock.ts';

const passing: ReadonlySet<LibraryErrorCode> = new Set(['unavailable', 'timeout', 'rate-limited', 'bad-response']);
const firstPauseMs = 500;
/** A source that asks for more patience than this is asked again at the next refresh. */
const longestPauseMs = 30_000;

/** How often failed work is done again. */
export const retries = 3;

/** Whatever was thrown, as the error that the ports promise. */
export const asLibraryError = (error: unknown): LibraryError =>
  LibraryError.is(error)
    ? error
    : new LibraryError('unavailable', 'The photo library could not be read; see the cause.', { cause: error });

/** True when the same work may succeed soon. */
export const mayPass = (error: LibraryError): boolean =>
  passing.has(error.code) && (error.retryAfterMs ?? 0) <= longestPauseMs;

/** Milliseconds before the retry of that number: 0.5, 1 and 2 s, each up to half longer, and not before the source wants it. */
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

/** Runs work, and up to three times again when it fails in a way that may pass. Rejects with a LibraryError. */
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
