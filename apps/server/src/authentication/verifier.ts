import type { Credentials } from '@immich-webdav/core';
import { equalsInConstantTime } from './constant-time.ts';

/** Whether credentials are the right ones. */
export type Verifier = (credentials: Credentials) => Promise<boolean>;

/** Windows sends `DOMAIN\user`; no domain holds a backslash, but the name behind it may. */
const withoutDomain = (username: string): string => username.slice(username.indexOf('\\') + 1);

/** Whether a client's name is the expected one, with or without a Windows domain before it. */
export const isUsername = (given: string, expected: string): boolean => {
  const whole = equalsInConstantTime(given, expected);
  return equalsInConstantTime(withoutDomain(given), expected) || whole;
};
