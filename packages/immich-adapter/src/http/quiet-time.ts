import { LibraryError } from '@immich-webdav/core';

/** Leaves Immich alone for as long as it, or a proxy before it, asked to be (`Retry-After`, RFC 9110 section 10.2.3). */
export interface QuietTime {
  /** Takes note of an answer; what names no time changes nothing. */
  heed(answer: LibraryError): void;
  /** Throws what was answered, with the time that is left, as long as some is. */
  respect(): void;
}

/** A proxy that is being worked on may promise an hour and be back in a minute. */
const LONGEST_QUIET_MS = 300_000;

/** Whoever waited for exactly that long may come a little early, as timers do. */
const SLACK_MS = 20;

/** In time that a clock which is set does not change; `elapsed` in milliseconds. */
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
