import { LibraryError } from '@immich-webdav/core';

/** Sends nothing while Immich, or a proxy before it, asked for a pause (`Retry-After`, RFC 9110 section 10.2.3). */
export interface QuietTime {
  /** Starts a pause if the error has `retryAfterMs`. */
  heed(answer: LibraryError): void;
  /** Throws the error of the answer with the time left, during a pause. */
  respect(): void;
}

/** A proxy under maintenance may announce an hour and be back in a minute. */
const LONGEST_QUIET_MS = 300_000;

/** Timers may fire slightly early. */
const SLACK_MS = 20;

/** `elapsed` is a monotonic clock in milliseconds. */
export function createQuietTime(elapsed: () => number = () => performance.now()): QuietTime {
  let until = Number.NEGATIVE_INFINITY;
  let answered: LibraryError | undefined;
  return {
    heed(answer) {
      const end = elapsed() + Math.min(answer.retryAfterMs ?? 0, LONGEST_QUIET_MS);
      if (answer.retryAfterMs === undefined || end <= until) return;
      until = end;
      answered = answer;
    },
    respect() {
      const leftMs = until - elapsed();
      if (!answered || leftMs <= SLACK_MS) return;
      throw new LibraryError(answered.code, answered.message, {
        cause: answered.cause,
        retryAfterMs: Math.ceil(leftMs),
      });
    },
  };
}
