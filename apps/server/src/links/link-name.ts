import { createHash } from 'node:crypto';
import type { Credentials } from '@immich-webdav/core';

/** User names of shared links begin so, behind a Windows domain. */
const PREFIX = /^(?:[^/]*\\)?s\//;

/** The name of the link that a user name stands for; undefined for the name of an account. */
export const linkNameOf = (username: string): string | undefined =>
  PREFIX.test(username) ? username.replace(PREFIX, '').replace(/\/$/, '').normalize() : undefined;

/** The name of the link that credentials open instead of an account. */
export const linkNameIn = (credentials: Credentials | undefined): string | undefined =>
  credentials?.scheme === 'basic' ? linkNameOf(credentials.username) : undefined;

/** The beginning of a digest, which opens nothing. */
export const linkDigest = (name: string, length = 16): string =>
  createHash('sha256').update(name).digest('hex').slice(0, length);

/** 67 letters of base64url, or 100 hexadecimal digits as earlier releases of Immich wrote keys. */
const KEYS = /(?<![\w-])(?:[\w-]{67}|[\da-f]{100})(?![\w-])/gi;

/** A text for the log with `*` for each key of a link, because people type keys in the wrong place too. */
export const withoutKeys = (text: string): string => text.replace(KEYS, '*');

/** A user name for the log: that of a link would open it. */
export function nameForLog(username: string): string {
  const link = linkNameOf(username);
  return link === undefined ? withoutKeys(username) : `s/${linkDigest(link, 8)}`;
}
