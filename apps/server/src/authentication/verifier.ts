import type { Credentials } from '@immich-webdav/core';
import { equalsInConstantTime } from './constant-time.ts';

/** Whether credentials are the right ones. */
export type Verifier = (credentials: Credentials) => Promise<boolean>;

/** Windows sends `DOMAIN\user`; the domain is of no use here. */
export const accountName = (username: string): string => username.slice(username.lastIndexOf('\\') + 1);

/** Whether a client's name is the expected one, with or without a Windows domain before it. */
export const isUsername = (given: string, expected: string): boolean => {
  const whole = equalsInConstantTime(given, expected);
  return equalsInConstantTime(accountName(given), expected) || whole;
};
