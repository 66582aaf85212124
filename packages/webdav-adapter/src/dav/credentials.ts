import type { IncomingHttpHeaders } from 'node:http';
import type { Credentials } from '@immich-webdav/core';
import { decodeText } from '../text/decode-text.ts';

/** One scheme of the Authorization header (RFC 9110 section 11.4). */
interface Scheme {
  readonly pattern: RegExp;
  /** Credentials from the matched token; undefined when malformed. */
  readonly read: (token: string) => Credentials | undefined;
}

const schemes: readonly Scheme[] = [
  { pattern: /^Basic +([A-Za-z0-9+/_-]+={0,2})\s*$/i, read: readBasic },
  { pattern: /^Bearer +([A-Za-z0-9._~+/-]+=*)\s*$/i, read: (token) => ({ scheme: 'bearer', token }) },
];

/**
 * The credentials of a request: those of its Authorization header, else the token in the cookie `cookieName` (RFC 6265 section 4.2).
 * Undefined when absent, malformed or of another scheme.
 */
export function parseCredentials(headers: IncomingHttpHeaders, cookieName?: string): Credentials | undefined {
  const { authorization, cookie } = headers;
  if (authorization !== undefined) return parseAuthorization(authorization);
  const token = cookieName === undefined ? undefined : cookieValue(cookie, cookieName);
  return token === undefined ? undefined : { scheme: 'cookie', token };
}

function parseAuthorization(header: string): Credentials | undefined {
  for (const { pattern, read } of schemes) {
    const token = pattern.exec(header)?.[1];
    if (token !== undefined) return read(token);
  }
  return undefined;
}

/**
 * RFC 7617 section 2: a name and a password, separated by the first colon. Older clients send Latin-1. The name may include a Windows
 * domain, which only the authenticator can separate from the name.
 */
function readBasic(token: string): Credentials | undefined {
  const pair = decodeText(Buffer.from(token, 'base64'));
  const colon = pair.indexOf(':');
  if (colon < 0) return undefined;
  return { scheme: 'basic', username: pair.slice(0, colon), password: pair.slice(colon + 1) };
}

/** The first non-empty cookie of that name, without surrounding quotes. */
function cookieValue(header: string | undefined, name: string): string | undefined {
  for (const pair of header?.split(';') ?? []) {
    const equals = pair.indexOf('=');
    if (equals < 0 || pair.slice(0, equals).trim() !== name) continue;
    const value = pair.slice(equals + 1).trim();
    const token = /^"(.*)"$/.exec(value)?.[1] ?? value;
    if (token !== '') return token;
  }
  return undefined;
}
