import { createScryptVerifier } from './scrypt-verifier.ts';
import { createPlainVerifier, type Verifier } from './verifier.ts';

/** Who may use the server, and how clients authenticate. */
export type Access =
  /** Without a password: by default only clients on this machine. */
  | { readonly kind: 'anonymous'; readonly from: 'this-machine' | 'anywhere' }
  | { readonly kind: 'password'; readonly username: string; readonly password: string }
  | { readonly kind: 'password-hash'; readonly username: string; readonly passwordHash: string }
  /** Everyone with an account or an API key of Immich. */
  | { readonly kind: 'immich' }
  /** The users of a file; the environment has the settings that theirs override. */
  | {
      readonly kind: 'users';
      readonly file: string;
      readonly environment: Readonly<Record<string, string | undefined>>;
    };

/** Access to one library. */
export type SingleAccess = Exclude<Access, { readonly kind: 'immich' | 'users' }>;

/** Whether there is one library, which everyone who is admitted sees. */
export const isSingle = (access: Access): access is SingleAccess => access.kind !== 'immich' && access.kind !== 'users';

/** The verifier for the configured access. Undefined for access without a password. */
export function createVerifier(access: SingleAccess): Verifier | undefined {
  switch (access.kind) {
    case 'anonymous':
      return undefined;
    case 'password':
      return createPlainVerifier(access.username, access.password);
    case 'password-hash':
      return createScryptVerifier(access.username, access.passwordHash);
  }
}
