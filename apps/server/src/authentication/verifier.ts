import { equalsInConstantTime } from './constant-time.ts';
import { withoutDomain } from './user-name.ts';

/** User name and password of Basic authentication. */
export interface BasicCredentials {
  readonly username: string;
  readonly password: string;
}

/** Resolves with whether credentials are right. Where checks are queued, those with fewer earlier failures run first. */
export type Verifier = (credentials: BasicCredentials, failures?: number) => Promise<boolean>;

/** Whether a user name is the expected one in NFC (RFC 8265 section 3.3), with or without a Windows domain. */
export const isUsername = (given: string, expected: string): boolean => {
  const name = given.normalize('NFC');
  const wanted = expected.normalize('NFC');
  const whole = equalsInConstantTime(name, wanted);
  return equalsInConstantTime(withoutDomain(name), wanted) || whole;
};

/** Compares with a password in plain text. Always compares both parts, so that the duration does not reveal which one is wrong. */
export function createPlainVerifier(username: string, password: string): Verifier {
  return async (given) => {
    const nameFits = isUsername(given.username, username);
    const passwordFits = equalsInConstantTime(given.password.normalize('NFC'), password.normalize('NFC'));
    return nameFits && passwordFits;
  };
}
