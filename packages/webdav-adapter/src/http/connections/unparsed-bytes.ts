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
