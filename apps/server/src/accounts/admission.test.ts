import { createLibraryPool } from '@immich-webdav/core';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseConfiguration } from '../configuration/parse-configuration.ts';
import type { Account } from './account.ts';
import { createAdmission } from './admission.ts';
import { singleAccount } from './single-account.ts';

const base = singleAccount(parseConfiguration({ IMMICH_URL: 'http://immich', IMMICH_API_KEY: 'k' }));
const versionsOf = (id: string): readonly Account[] => [1, 2, 3].map(() => ({ ...base, principal: { id, name: id } }));
const accounts = [...versionsOf('ada'), ...versionsOf('bob')];

it('shows each account its own library, whichever accounts had its id before, and whichever are forgotten late', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ account: fc.constantFrom(...accounts), isGone: fc.boolean() }), { maxLength: 30 }),
      async (history) => {
        const admitted = new Map<string, Account>();
        let opened = 0;
        const pool = createLibraryPool(async ({ id }) => {
          const account = admitted.get(id);
          if (!account) throw new Error('not admitted');
          opened += 1;
          return { tree: { account } as never, stop: async () => {} };
        });
        const admission = createAdmission(admitted, pool);
        for (const { account, isGone } of history) {
          if (isGone) {
            const current = admitted.get(account.principal.id);
            admission.forget(account);
            expect(admitted.get(account.principal.id)).toBe(current === account ? undefined : current);
            continue;
          }
          const expectedOpens = admitted.get(account.principal.id) === account ? opened : opened + 1;
          admission.admit(account);
          const { tree, end } = await pool.session(account.principal);
          expect((tree as unknown as { readonly account: Account }).account).toBe(account);
          expect(opened).toBe(expectedOpens);
          end?.();
        }
        await pool.close();
      },
    ),
  ));
