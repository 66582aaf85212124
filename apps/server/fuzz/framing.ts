const start = 'HTTP/1.1 ';
const endOfHead = '\r\n\r\n';

/**
 * Whether a text is a sequence of whole answers, of which only the last may be cut off (RFC 9112 section 6). Any answer may be one
 * to HEAD, whose body is absent whatever its length.
 */
export function isFramed(text: string): boolean {
  let rest = [text];
  // Some prefixes can be read as a head alone or with its body; both are followed.
  while (rest.length > 0) {
    const next: string[] = [];
    for (const one of rest) {
      if (one === '' || start.startsWith(one)) return true;
      if (!one.startsWith(start)) continue;
      const end = one.indexOf(endOfHead);
      if (end < 0) return true;
      const after = one.slice(end + endOfHead.length);
      next.push(after);
      const body = bodyLength(one.slice(0, end), after);
      if (body === undefined) continue;
      if (body >= after.length) return true;
      if (body > 0) next.push(after.slice(body));
    }
    rest = next.slice(0, 8);
  }
  return false;
}

/** The length of a body on the wire, also of one that is cut off. Undefined if its chunks are malformed. */
function bodyLength(head: string, after: string): number | undefined {
  if (/^transfer-encoding: *chunked/im.test(head)) return chunkedLength(after);
  const length = /^content-length: *(\d+)/im.exec(head)?.[1];
  // Without a length, the body ends with the connection.
  return length === undefined ? after.length : Number(length);
}

function chunkedLength(text: string): number | undefined {
  for (let at = 0; ; ) {
    const end = text.indexOf('\r\n', at);
    if (end < 0) return text.length;
    const size = /^[\da-f]+$/i.test(text.slice(at, end)) ? Number.parseInt(text.slice(at, end), 16) : undefined;
    if (size === undefined) return undefined;
    at = end + 2 + size + 2;
    if (size === 0 || at > text.length) return at;
  }
}
