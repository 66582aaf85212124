/** The bytes that a connection received and its parser has not read yet. */
export interface UnparsedBytes {
  readonly length: number;
  add(chunk: Buffer): void;
  /** The next piece for the parser, which ends at most one request; undefined when more bytes have to arrive first. */
  take(part: 'head' | 'body'): Buffer | undefined;
  /** Takes all remaining bytes. */
  takeRest(): Buffer;
  /** Call it after each parsed head; `bodyLength` is its Content-Length in bytes, 0 without one. */
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
    if (length === bytes.length) {
      const all = bytes;
      bytes = nothing;
      return all;
    }
    const piece = bytes.subarray(0, length);
    bytes = bytes.subarray(length);
    return piece;
  };

  /** Some clients send an empty line between requests (RFC 9112 section 2.2); skipping a flood of them is cheaper than parsing it. */
  const skipEmptyLines = (): void => {
    let at = 0;
    while (bytes[at] === lineFeed || bytes[at] === carriageReturn) at += 1;
    if (at > 0) bytes = bytes.subarray(at);
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

const endOfHead = Buffer.from('\r\n\r\n');

/**
 * How many bytes can be parsed without ending more than one request: up to and including the first empty line. Without one, a
 * partial empty line at the end is held back, because it may become the end of a head.
 */
export function pieceLength(bytes: Buffer): number {
  const end = bytes.indexOf(endOfHead);
  if (end >= 0) return end + endOfHead.length;
  for (let part = endOfHead.length - 1; part > 0; part--)
    if (bytes.length >= part && bytes.subarray(-part).equals(endOfHead.subarray(0, part))) return bytes.length - part;
  return bytes.length;
}

/** The position of the next byte in a head: before its request line, within it, or after it. */
type HeadPlace = 'before' | 'within' | 'after';

const beyondAscii = /[\x80-\xff]/g;

/**
 * Percent-encodes the non-ASCII bytes of a request line: curl sends an address as typed, and Node's parser refuses it. `bytes` are
 * part of a head; returns them and the position after them.
 */
function escapeTarget(bytes: Buffer, place: HeadPlace): readonly [bytes: Buffer, place: HeadPlace] {
  if (place === 'after') return [bytes, place];
  let at = 0;
  let isAscii = true;
  for (; at < bytes.length && bytes[at] !== lineFeed; at++) if ((bytes[at] ?? 0) > 0x7f) isAscii = false;
  const next = at === bytes.length ? 'within' : 'after';
  if (isAscii) return [bytes, next];
  const line = bytes.toString('latin1', 0, at).replace(beyondAscii, (byte) => `%${byte.charCodeAt(0).toString(16)}`);
  return [Buffer.concat([Buffer.from(line, 'latin1'), bytes.subarray(at)]), next];
}
