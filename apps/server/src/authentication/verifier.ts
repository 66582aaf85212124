import type { BasicCredentials } from './authenticator.ts';
import { equalsInConstantTime } from './constant-time.ts';

/** Whether credentials are the right ones. Where checks wait for each other, fewer earlier failures come first. */
export type Verifier = (credentials: BasicCredentials, failures?: number) => Promise<boolean>;

/** Windows sends `DOMAIN\user`; no domain holds a backslash, but the name behind it may. */
const withoutDomain = (username: string): string => username.slice(username.indexOf('\\') + 1);

/** Whether a client's name is the expected one in NFC (RFC 8265 section 3.3), with or without a Windows domain before it. */
export const isUsername = (given: string, expected: string): boolean => {
  const name = given.normalize('NFC');
  const wanted = expected.normalize('NFC');
  const whole = equalsInConstantTime(name, wanted);
  return equalsInConstantTime(withoutDomain(name), wanted) || whole;
};
