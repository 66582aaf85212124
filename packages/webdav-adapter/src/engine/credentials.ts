import type { Credentials } from '@immich-webdav/core';

const basic = /^Basic +([A-Za-z0-9+/_-]+={0,2})\s*$/i;

/**
 * The credentials of a Basic Authorization header (RFC 7617 section 2), split at the first colon; undefined when absent or
 * malformed. Windows puts a domain before the name, which no library knows.
 */
export function parseCredentials(header: string | undefined): Credentials | undefined {
  const encoded = header === undefined ? undefined : basic.exec(header)?.[1];
  if (encoded === undefined) return undefined;
  const pair = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = pair.indexOf(':');
  if (colon < 0) return undefined;
  return { username: withoutDomain(pair.slice(0, colon)), password: pair.slice(colon + 1) };
}

function withoutDomain(username: string): string {
  return username.slice(username.indexOf('\\') + 1);
}
