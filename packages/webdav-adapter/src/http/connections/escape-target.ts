/** Where in a head the next byte is: before its request line, within it, or after it. */
export type HeadPlace = 'before' | 'within' | 'after';

const lineFeed = 0x0a;
const beyondAscii = /[\x80-\xff]/g;

/**
 * Escapes the bytes beyond ASCII of a request line: curl sends an address as typed, and Node's parser refuses it. `bytes` are a part of a
 * head; returns them, and the place after them.
 */
export function escapeTarget(bytes: Buffer, place: HeadPlace): readonly [bytes: Buffer, place: HeadPlace] {
  if (place === 'after') return [bytes, place];
  let at = 0;
  let isAscii = true;
  for (; at < bytes.length && bytes[at] !== lineFeed; at++) if ((bytes[at] ?? 0) > 0x7f) isAscii = false;
  const next = at === bytes.length ? 'within' : 'after';
  if (isAscii) return [bytes, next];
  const line = bytes.toString('latin1', 0, at).replace(beyondAscii, (byte) => `%${byte.charCodeAt(0).toString(16)}`);
  return [Buffer.concat([Buffer.from(line, 'latin1'), bytes.subarray(at)]), next];
}
