import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { ConfigurationError } from '../errors/configuration-error.ts';
import { readUsersFile } from './users-file.ts';

const environment = { IMMICH_URL: 'http://immich:2283', VIEWS: 'albums', RECENT_DAYS: '7' };

function read(text: string) {
  const path = join(temporaryFolder(), 'users.yaml');
  writeFileSync(path, text);
  return readUsersFile(path, environment);
}

function problemsOf(text: string): readonly string[] {
  try {
    read(text);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return error.problems;
  }
}

describe('a file of users', () => {
  it('gives each user the settings of the environment with their own in place of some', () => {
    const [ada, frame] = read(`users:
  - { name: ada, password: 0123, apiKey: k1 }
  - name: frame
    password: "yes"
    apiKey: k2
    views: [favorites, timeline]
    Recent_Days: 30
`);
    expect(ada).toMatchObject({ name: 'ada', secret: { password: '0123' } });
    expect(ada?.configuration.immich.apiKey).toBe('k1');
    expect(ada?.configuration.library.show).toMatchObject({ views: ['albums'], viewSettings: { recentDays: 7 } });
    expect(frame?.secret).toEqual({ password: 'yes' });
    expect(frame?.configuration.library.show.views).toEqual(['favorites', 'timeline']);
    expect(frame?.configuration.library.show.viewSettings.recentDays).toBe(30);
  });

  it.each([
    ['users: [', /^USERS_FILE: .*users\.yaml is not valid YAML in line \d+\.$/],
    ['people: []', /^USERS_FILE needs a list `users:`/],
    ['users: []', /^USERS_FILE needs a list `users:`/],
    ['users: [{ password: s3cret, apiKey: k3y }]', /^USERS_FILE, user 1: a name without a colon is missing\.$/],
    ['users: [{ name: ada, apiKey: k3y }]', /^USERS_FILE, user ada: either a password or a passwordHash/],
    ['users: [{ name: ada, password: s3cret }]', /^USERS_FILE, user ada: an apiKey is missing/],
    ['users: [{ name: ada, passwordHash: s3cret, apiKey: k3y }]', /^USERS_FILE, user ada: the passwordHash is not/],
    [
      'users: [{ name: ada, password: s3cret, apiKey: k3y, color: red }]',
      /^USERS_FILE, user ada: color is not a setting/,
    ],
    ['users: [{ name: ada, password: s3cret, apiKey: k3y, views: all }]', /^USERS_FILE, user ada: VIEWS is not valid/],
    [
      'users: [{ name: ada, password: s3cret, apiKey: k3y }, { name: ADA, password: s3cret, apiKey: k3y }]',
      /the name ada occurs more than once/,
    ],
  ])('is refused as %s', (text, problem) => {
    const problems = problemsOf(text);
    expect(problems).toEqual([expect.stringMatching(problem)]);
    expect(problems.join()).not.toMatch(/s3cret|k3y/);
  });

  it('names all problems of all users at once', () => {
    expect(problemsOf('users: [{ name: ada }, { name: bob, views: x, apiKey: k }]')).toHaveLength(4);
  });

  it('that is absent is a problem with its path', () => {
    expect(() => readUsersFile('/nowhere/users.yaml', environment)).toThrow(/USERS_FILE: .*\/nowhere\/users\.yaml/);
  });

  it('keeps any password and name verbatim', () => {
    const text = fc.string({ minLength: 1, maxLength: 20 }).filter((one) => !one.includes(':') && one.trim() !== '');
    fc.assert(
      fc.property(text, text, (name, password) => {
        const [user] = read(JSON.stringify({ users: [{ name, password, apiKey: 'k' }] }));
        expect(user).toMatchObject({ name, secret: { password } });
      }),
      { numRuns: 50 },
    );
  });
});
