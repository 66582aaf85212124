import type { PooledLibrary } from '@immich-webdav/core';
import type { Container } from 'inversify';
import { describe, expect, it } from 'vitest';
import { runCrossing } from '../../soak/crossing/run-crossing.ts';
import { Token } from '../../src/index.ts';
import { versions } from '../start-server.ts';
import { temporaryFolder } from '../temporary-folder.ts';

/** `pnpm soak:crossing` sends many more, with a random seed. */
const requests = 1800;
const seed = 20_261_201;

describe.each(versions)('several people at once, guessers among them, over Immich %s', (version) => {
  it.each(['immich', 'users'] as const)(
    'see nothing of each other, with AUTH=%s',
    async (auth) => {
      const report = await runCrossing({ requests, seed, version, auth, folder: temporaryFolder() });
      expect(report.violations).toEqual([]);
      expect([...report.statuses.keys()]).toEqual(expect.arrayContaining([200, 206, 207, 401, 404]));
      const seen = [200, 206, 207].map((status) => report.statuses.get(status) ?? 0);
      expect(seen.reduce((sum, count) => sum + count)).toBeGreaterThan(requests / 3);
    },
    120_000,
  );
});

it('a server that opens the library of another person is found out', async () => {
  const spoil = (container: Container): void => {
    const open = container.get(Token.OpenAccountLibrary);
    let first: Promise<PooledLibrary> | undefined;
    container.rebind(Token.OpenAccountLibrary).toConstantValue(async (account) => {
      first ??= open(account);
      return { tree: (await first).tree, stop: async () => {} };
    });
  };
  const options = { requests: 1000, seed, version: '3.1.0', auth: 'immich', folder: temporaryFolder(), spoil } as const;
  const { violations } = await runCrossing(options);
  expect(violations.join('\n')).toMatch(/was shown what is of-/);
  expect(violations.join('\n')).toMatch(/told that it is current/);
});
