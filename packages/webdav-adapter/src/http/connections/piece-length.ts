const endOfHead = Buffer.from('\r\n\r\n');

/**
 * How many bytes a parser may be given so that it ends at most one request: up to the first empty line. Without one, a part of
 * an empty line at the end is left for later, since it may be the end of a head.
 */
export function pieceLength(bytes: Buffer): number {
  const end = bytes.indexOf(endOfHead);
  if (end >= 0) return end + endOfHead.length;
  for (let part = endOfHead.length - 1; part > 0; part--)
    if (bytes.length >= part && bytes.subarray(-part).equals(endOfHead.subarray(0, part))) return bytes.length - part;
  return bytes.length;
}
