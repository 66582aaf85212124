import { createScryptVerifier } from './scrypt-verifier.ts';
import { createPlainVerifier, type Verifier } from './verifier.ts';

/** Who may use the server, and how clients authenticate. */
export type Access =
  /** Without a password: by default only clients on this machine. */
  | { readonly kind: 'anonymous'; readonly from: 'this-machine' | 'anywhere' }
  | { readonly kind: 'password'; readonly username: string; readonly password: string }
  | { readonly kind: 'password-hash'; readonly username: string; readonly passwordHash: string };

/** The verifier for the configured access. Undefined for access without a password. */
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
