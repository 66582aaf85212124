import type { LibraryPool } from '@immich-webdav/core';
import type { Account } from './account.ts';

/** The accounts whose libraries a pool may open. */
export interface Admission {
  /** Before a session of the account begins. Closes the library of an earlier account with the same id. */
  readonly admit: (account: Account) => void;
  /** Closes the library of the account, unless a later account with the same id was admitted. */
  readonly forget: (account: Account) => void;
}

/**
 * To a pool, principals differ by their ids only. An account that replaced another with the same id has other credentials or settings, so it
 * must not be shown the library of before. `admitted` is by id.
 */
export function createAdmission(admitted: Map<string, Account>, pool: Pick<LibraryPool, 'forget'>): Admission {
  return {
    admit(account) {
      const { id } = account.principal;
      const before = admitted.get(id);
      admitted.set(id, account);
      if (before !== undefined && before !== account) void pool.forget(id);
    },
    forget(account) {
      const { id } = account.principal;
      if (admitted.get(id) !== account) return;
      admitted.delete(id);
      void pool.forget(id);
    },
  };
}
