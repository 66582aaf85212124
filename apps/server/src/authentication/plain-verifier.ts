import { equalsInConstantTime } from './constant-time.ts';
import { isUsername, type Verifier } from './verifier.ts';

/** Knows the password itself. Both parts are always compared, so that the time does not tell which one was wrong. */
export function createPlainVerifier(username: string, password: string): Verifier {
  return async (given) => {
    const nameFits = isUsername(given.username, username);
    const passwordFits = equalsInConstantTime(given.password.normalize('NFC'), password.normalize('NFC'));
    return nameFits && passwordFits;
  };
}
