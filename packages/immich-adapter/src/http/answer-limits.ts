/** What the answer to one JSON request may take at most. */
export interface AnswerLimits {
  /** Bytes of the body, unpacked. */
  readonly bytes: number;
  /** Milliseconds until its last byte. */
  readonly ms: number;
}

const MIB = 2 ** 20;

/** An album of 2.x brings its members along, and stacks all that is in them; other answers are pages, or lists of small records. */
const WHOLE = /\/(albums\/[^/]+|stacks)$/;

/**
 * Limits far beyond what Immich answers: without them a server that sends a byte now and then, or one that packs gigabytes into
 * a few kilobytes, would end all refreshing. `timeoutMs` is what each wait for more bytes may take.
 */
export const limitsOf = (path: string, timeoutMs: number): AnswerLimits =>
  WHOLE.test(path) ? { bytes: 512 * MIB, ms: 20 * timeoutMs } : { bytes: 64 * MIB, ms: 4 * timeoutMs };
