/** Which requests a fault hits. All that is given must match. */
export interface FaultMatch {
  readonly method?: string;
  /** Tested against the path without the query. */
  readonly path?: RegExp;
  /** Only requests on a connection that has served one before: with `dropConnection`, a stale keep-alive connection. */
  readonly onReusedConnection?: boolean;
}

/** Something that goes wrong on demand. Several effects may be combined. */
export interface Fault {
  readonly match?: FaultMatch;
  /** How many requests it hits; then it is gone. Defaults to all. */
  readonly times?: number;
  /** Waits before the request is handled. */
  readonly delayMs?: number;
  /** Answers this status instead of handling the request; the body is Immich's form of the error unless `body` is given. */
  readonly status?: number;
  /** Answers this text or JSON value (with `status`, else 200). */
  readonly body?: unknown;
  /** Added to, and replacing, the headers of whatever is answered. */
  readonly headers?: Readonly<Record<string, string>>;
  /** A reverse proxy's error page, as HTML, with `status` (else 502). */
  readonly html?: string;
  /** Instead of the body come spaces without end, one each so many milliseconds. */
  readonly dripEveryMs?: number;
  /** The connection is cut after this many bytes of the body; `Content-Length` promised all. */
  readonly truncateAfter?: number;
  /** The connection is reset (TCP RST) after this many bytes of the body. */
  readonly resetAfter?: number;
  /** Nothing follows after this many bytes of the body, until the client leaves. */
  readonly stallAfter?: number;
  /**
   * Positive: `Content-Length` promises so many bytes more than follow, then the connection is closed. Negative: the body is
   * so many bytes shorter than the file, and `Content-Length` agrees.
   */
  readonly wrongLength?: number;
  /** The connection is cut without an answer, or after the head of the answer. */
  readonly dropConnection?: 'before-headers' | 'after-headers';
  /**
   * The request is handled first, so that what it asks for has happened; only then come the delay, the status or body in place
   * of the answer, or the cut.
   */
  readonly afterHandling?: boolean;
  /** The request's body is read to its end, but not looked at, before what goes wrong. */
  readonly afterBody?: boolean;
  /** The connection is cut after this many bytes of the request's body. */
  readonly cutUploadAfter?: number;
  /** Reads no more than this many bytes of the request's body, until the client leaves. */
  readonly stallUploadAfter?: number;
}

/** The faults that are waiting for a request. */
export interface Faults {
  /** Adds a fault; gives a function that takes it back. An earlier fault wins. */
  add(fault: Fault): () => void;
  clear(): void;
}

/** A request as faults see it. */
export interface FaultSubject {
  readonly method: string;
  readonly path: string;
  readonly isConnectionReused: boolean;
}

/** The faults and the taking end. */
export interface FaultQueue {
  readonly faults: Faults;
  /** The fault for this request, if any; counts it. */
  take(subject: FaultSubject): Fault | undefined;
}

export function createFaultQueue(): FaultQueue {
  const waiting = new Map<Fault, number>();
  return {
    faults: {
      add: (fault) => {
        // A copy, so that the same description may be added twice.
        const own = { ...fault };
        waiting.set(own, own.times ?? Number.POSITIVE_INFINITY);
        return () => {
          waiting.delete(own);
        };
      },
      clear: () => waiting.clear(),
    },
    take: (subject) => {
      for (const [fault, left] of waiting) {
        if (!matches(fault.match, subject)) continue;
        if (left <= 1) waiting.delete(fault);
        else waiting.set(fault, left - 1);
        return fault;
      }
      return undefined;
    },
  };
}

function matches(match: FaultMatch = {}, subject: FaultSubject): boolean {
  if (match.method !== undefined && match.method !== subject.method) return false;
  if (match.path !== undefined && !match.path.test(subject.path)) return false;
  return match.onReusedConnection === undefined || match.onReusedConnection === subject.isConnectionReused;
}
