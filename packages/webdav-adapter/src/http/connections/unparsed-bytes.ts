import { escapeTarget, type HeadPlace } from './escape-target.ts';
import { pieceLength } from './piece-length.ts';

/** What a connection received and its parser did not get yet. */
export interface UnparsedBytes {
  readonly length: number;
  add(chunk: Buffer): void;
  /** The next piece for the parser, which ends at most one request; undefined when more bytes have to come first. */
  take(part: 'head' | 'body'): Buffer | undefined;
  /** Takes all that is left. */
  takeRest(): Buffer;
  /** A head was parsed; `bodyLength` is its Content-Length in bytes, 0 without one. */
  headEnded(bodyLength: number): void;
}

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const nothing = Buffer.alloc(0);

export function createUnparsedBytes(): UnparsedBytes {
  let bytes: Buffer = nothing;
  let bodyLeft = 0;
  let place: HeadPlace = 'before';

  const cut = (length: number): Buffer => {
    const piece = bytes.subarray(0, length);
    bytes = bytes.subarray(length);
    return piece;
  };

  /** Some clients send an empty line between requests (RFC 9112 section 2.2); a flood of them is cheaper to skip than to parse. */
  const skipEmptyLines = (): void => {
    let at = 0;
    while (bytes[at] === lineFeed || bytes[at] === carriageReturn) at += 1;
    bytes = bytes.subarray(at);
  };

  return {
    get length() {
      return bytes.length;
    },
    add(chunk) {
      bytes = bytes.length === 0 ? chunk : Buffer.concat([bytes, chunk]);
    },
    take(part) {
      if (part === 'body' && bodyLeft > 0) {
        const piece = cut(Math.min(bodyLeft, bytes.length));
        bodyLeft -= piece.length;
        return piece;
      }
      if (part === 'head' && place === 'before') skipEmptyLines();
      const length = pieceLength(bytes);
      if (length === 0) return undefined;
      if (part === 'body') return cut(length);
      const [head, next] = escapeTarget(cut(length), place);
      place = next;
      return head;
    },
    takeRest: () => cut(bytes.length),
    headEnded(bodyLength) {
      bodyLeft = bodyLength;
      place = 'before';
    },
  };
}
