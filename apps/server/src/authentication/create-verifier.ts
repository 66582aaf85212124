import type { Access } from '../configuration/configuration.ts';
import { createPlainVerifier } from './plain-verifier.ts';
import { createScryptVerifier } from './scrypt-verifier.ts';
import type { Verifier } from './verifier.ts';

/** The way of checking that the configuration asks for; undefined where everyone is let in. */
export function createVerifier(access: Access): Verifier | undefined {
  switch (access.kind) {
    case 'anonymous':
      return undefined;
    case 'password':
      return createPlainVerifier(access.username, access.password);
    case 'password-hash':
      return createScryptVerifier(access.username, access.passwordHash);
  }
}
