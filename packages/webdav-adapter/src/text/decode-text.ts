const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
/** Latin-1 as programs send it: with letters and quotes where Latin-1 has control characters. */
const latin1 = new TextDecoder('windows-1252');

/** Decodes text from a client: UTF-8 when the bytes are valid UTF-8, else Windows-1252, the superset of Latin-1. */
export function decodeText(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    return latin1.decode(bytes);
  }
}
