import type { Credentials } from '@immich-webdav/core';
import { decodeText } from '../paths/decode-text.ts';

const basic = /^Basic +([A-Za-z0-9+/_-]+={0,2})\s*$/i;

/**
 * The credentials of a Basic Authorization header (RFC 7617 section 2), split at the first colon; undefined when absent or
 * malformed. Older clients send Latin-1, whatever the challenge asks for. The name is whole: whether Windows put a domain before it, only who knows the names can tell.
 */
export function parseCredentials(header: string | undefined): Credentials | undefined {
  const encoded = header === undefined ? undefined : basic.exec(header)?.[1];
  if (encoded === undefined) return undefined;
  const pair = decodeText(Buffer.from(encoded, 'base64'));
  const colon = pair.indexOf(':');
  if (colon < 0) return undefined;
  return { scheme: 'basic', username: pair.slice(0, colon), password: pair.slice(colon + 1) };
}
