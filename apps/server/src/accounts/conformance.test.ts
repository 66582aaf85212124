import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Credentials, systemClock } from '@immich-webdav/core';
import { type AuthenticateUnderTest, authenticateConformance, runCase } from '@immich-webdav/core/conformance';
import { createFakeImmich, library } from '@immich-webdav/fake-immich';
import { createImmichLogIn } from '@immich-webdav/immich-adapter';
import { describe, expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { createGuessLimiter } from '../authentication/guess-limiter.ts';
import { createPlainVerifier } from '../authentication/verifier.ts';
import { parseConfiguration } from '../configuration/parse-configuration.ts';
import type { Accounts } from './account.ts';
import { authenticateWith, createAuthenticator } from './authenticator.ts';
import { createFileAccounts } from './file-accounts.ts';
import { createImmichAccounts } from './immich-accounts.ts';
import { createSingleAccounts, singleAccount } from './single-account.ts';

const basic = (username: string, password: string): Credentials => ({ scheme: 'basic', username, password });
const keyOf = (name: string): string => name.padEnd(43, '0');
/** Time stands still, and no answer is delayed. */
const clock = { ...systemClock, elapsed: () => 0, sleep: async () => {} };

const authenticate = (accounts: Accounts): AuthenticateUnderTest['authenticate'] =>
  authenticateWith(createAuthenticator({ accounts, limiter: createGuessLimiter(), clock, onRefused: () => {} }));

const ada = basic('ada@example.com', 'the password of ada');
const bob = basic('bob@example.com', 'the password of bob');
const wrong: AuthenticateUnderTest['wrong'] = [
  basic('ada@example.com', 'a guess of mine'),
  basic('cat@example.com', 'the password of ada'),
  basic('ada@example.com', keyOf('nobody')),
];

const modes: Readonly<Record<string, () => Promise<Pick<AuthenticateUnderTest, 'authenticate' | 'right'>>>> = {
  async single() {
    const configuration = parseConfiguration({ IMMICH_URL: 'http://immich', IMMICH_API_KEY: 'k' });
    const verify = createPlainVerifier('ada@example.com', 'the password of ada');
    return { authenticate: authenticate(createSingleAccounts(singleAccount(configuration), verify)), right: [ada] };
  },
  async users() {
    const file = join(temporaryFolder(), 'users.yaml');
    const users = [ada, bob].map((one) => {
      const { username, password } = one as Extract<Credentials, { scheme: 'basic' }>;
      return { name: username, password, apiKey: keyOf(username.slice(0, 3)) };
    });
    writeFileSync(file, JSON.stringify({ users }), { mode: 0o600 });
    const environment = { IMMICH_URL: 'http://immich', USERS_FILE: file };
    const accounts = createFileAccounts({ file, environment, clock, onWarning: () => {} });
    return { authenticate: authenticate(accounts), right: [ada, bob] };
  },
  async immich() {
    const described = ['ada', 'bob', 'key'].reduce(
      (grown, name) =>
        grown.user(name, {
          email: `${name}@example.com`,
          password: `the password of ${name}`,
          apiKeys: [{ secret: keyOf(name) }],
        }),
      library(),
    );
    const immich = createFakeImmich({ library: described });
    onTestFinished(() => immich.close());
    const { url } = await immich.listen();
    const accounts = createImmichAccounts(createImmichLogIn({ url }), parseConfiguration({ IMMICH_URL: url }));
    onTestFinished(() => accounts.close());
    return { authenticate: authenticate(accounts), right: [ada, bob, basic('anyone', keyOf('key'))] };
  },
};

describe.each(Object.entries(modes))('the authenticator of AUTH=%s', (_, start) => {
  it.each(authenticateConformance.map((rule) => [rule.name, rule] as const))('%s', async (_name, rule) => {
    const skipped: string[] = [];
    const underTest = { ...(await start()), wrong, mostAttempts: 5 };
    await runCase(rule, underTest, (reason) => skipped.push(reason));
    if (skipped.length > 0) expect(underTest.right).toHaveLength(1);
  });
});
