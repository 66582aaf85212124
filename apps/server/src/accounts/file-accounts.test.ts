import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createFileAccounts } from './file-accounts.ts';

const hash = `scrypt:2:8:1:${'s'.repeat(22)}:${'h'.repeat(43)}`;
const users = [
  { name: 'Zoë', passwordHash: hash, apiKey: 'k1' },
  { name: 'bob', password: 'bob secret', apiKey: 'k2' },
  { name: 'back\\slash', password: 'odd secret', apiKey: 'k3' },
];

function begin(list: readonly object[] = users, mode = 0o600) {
  const folder = mkdtempSync(join(tmpdir(), 'users-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'users.yaml');
  const write = (text: string): void => writeFileSync(file, text);
  write(JSON.stringify({ users: list }));
  chmodSync(file, mode);
  const state = { now: 0 };
  const hashes = vi.fn(async (password: string) => password === 'hashed secret');
  const warnings: string[] = [];
  const environment = { IMMICH_URL: 'http://immich' };
  const clock = { elapsed: () => state.now };
  const onWarning = (warning: string): void => void warnings.push(warning);
  const accounts = createFileAccounts({ file, environment, clock, hashes, onWarning });
  /** The name of the user who comes in. */
  const logIn = async (username: string, password: string) =>
    (await accounts.logIn({ username, password }, 0))?.principal.name;
  return { accounts, state, hashes, warnings, logIn, write, file };
}

describe('users of a file', () => {
  it.each([
    ['Zoë', 'hashed secret', 'Zoë'],
    ['zoë', 'hashed secret', 'Zoë'],
    ['ZOE\u0308', 'hashed secret', 'Zoë'],
    ['HOME\\zoë', 'hashed secret', 'Zoë'],
    ['bob', 'bob secret', 'bob'],
    ['back\\slash', 'odd secret', 'back\\slash'],
    ['HOME\\back\\slash', 'odd secret', 'back\\slash'],
    ['Zoë', 'bob secret', undefined],
    ['Zoë', hash, undefined],
    ['bob', 'hashed secret', undefined],
    ['bob', '', undefined],
    ['slash', 'odd secret', undefined],
    ['nobody', 'hashed secret', undefined],
    ['nobody', '', undefined],
    ['', '', undefined],
  ])('%j with %j: %s, after the check of one hash', async (username, password, name) => {
    const { logIn, hashes } = begin();
    expect(await logIn(username, password)).toBe(name);
    expect(hashes).toHaveBeenCalledTimes(1);
  });

  it('needs no hash if no user has one', async () => {
    const { logIn, hashes } = begin(users.slice(1));
    expect(await logIn('bob', 'bob secret')).toBe('bob');
    expect(await logIn('nobody', 'bob secret')).toBeUndefined();
    expect(hashes).not.toHaveBeenCalled();
  });

  it('stay as they were while a changed file has mistakes, which are reported once', async () => {
    const { logIn, write, state, warnings } = begin();
    write('users: [oops');
    for (state.now = 2000; state.now <= 10_000; state.now += 2000) expect(await logIn('bob', 'bob secret')).toBe('bob');
    expect(warnings).toEqual([expect.stringMatching(/not valid YAML.* The users stay as they were\.$/s)]);
  });

  it('are other accounts once anything of them changed, and the same while nothing did', async () => {
    const { accounts, write, state } = begin();
    const [zoe, bob] = [
      await accounts.logIn({ username: 'Zoë', password: 'hashed secret' }, 0),
      await accounts.logIn({ username: 'bob', password: 'bob secret' }, 0),
    ];
    write(JSON.stringify({ users: [users[0], { ...users[1], apiKey: 'another' }] }));
    state.now = 2000;
    expect(zoe && accounts.isCurrent(zoe)).toBe(true);
    expect(bob && accounts.isCurrent(bob)).toBe(false);
  });
});

describe('weaknesses of the file', () => {
  it('are reported: passwords that can be guessed, and readers', () => {
    const { warnings, file } = begin([...users, { name: 'frame', password: 'guess', apiKey: 'k4' }], 0o644);
    expect(warnings).toEqual([
      ...(process.platform === 'win32' ? [] : [expect.stringContaining(`may read ${file}; make its mode 600`)]),
      expect.stringMatching(/^USERS_FILE, user frame: the password has fewer than 8 characters/),
    ]);
    expect(warnings.join()).not.toMatch(/guess;|k4/);
  });

  it('are none where only the group of the server may read', () => {
    expect(begin(users, 0o640).warnings).toEqual([]);
  });
});
