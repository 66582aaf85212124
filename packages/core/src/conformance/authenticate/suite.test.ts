import { describe, expect, it } from 'vitest';
import { LibraryError } from '../../errors/library-error.ts';
import type { Authenticate, Credentials } from '../../ports/sessions.ts';
import { runCase } from '../conformance-case.ts';
import { type AuthenticateUnderTest, authenticateConformance } from './suite.ts';

const basic = (username: string, password: string): Credentials => ({ scheme: 'basic', username, password });
const passwords = new Map([
  ['ada', 'the password of ada'],
  ['bob', 'the password of bob'],
]);
const most = 3;

/** Passwords in a map; after some wrong ones, an address is locked out. */
function createAuthenticate(): Authenticate {
  const failures = new Map<string, number>();
  return async (credentials, client) => {
    const key = client?.address ?? '';
    const failed = failures.get(key) ?? 0;
    if (failed >= most) throw new LibraryError('rate-limited', 'Too many attempts.', { retryAfterMs: 1000 });
    const [name, password] =
      credentials?.scheme === 'basic' ? [credentials.username, credentials.password] : ['', undefined];
    if (password !== undefined && passwords.get(name) === password) return { id: name, name };
    if (credentials) failures.set(key, failed + 1);
    throw new LibraryError('unauthenticated', 'The name or the password is wrong.');
  };
}

const underTest = (authenticate = createAuthenticate()): AuthenticateUnderTest => ({
  authenticate,
  right: [basic('ada', 'the password of ada'), basic('bob', 'the password of bob')],
  wrong: [basic('ada', 'a guess'), basic('cat', 'the password of ada')],
  mostAttempts: most,
});

const passwordIn = (credentials: Credentials | undefined): string =>
  credentials?.scheme === 'basic' ? credentials.password : '';

const mutants: Readonly<Record<string, Readonly<Record<string, (good: Authenticate) => Authenticate>>>> = {
  'gives right credentials the same principal each time': {
    'each log-in has an id of its own': (good) => {
      let logIns = 0;
      return async (credentials, client) => {
        const principal = await good(credentials, client);
        return { ...principal, id: `${principal.id}${++logIns}` };
      };
    },
    'a client is needed': (good) => async (credentials, client) => {
      if (!client) throw new LibraryError('unauthenticated', 'Who is asking?');
      return good(credentials, client);
    },
  },
  'gives principals an id that is safe to log, and a name': {
    'the id has a line break':
      (good) =>
      async (...request) => ({ ...(await good(...request)), id: 'a\nb' }),
    'the name is the password': (good) => async (credentials, client) => ({
      ...(await good(credentials, client)),
      name: passwordIn(credentials),
    }),
    'the name is empty':
      (good) =>
      async (...request) => ({ ...(await good(...request)), name: '' }),
  },
  'gives each account a principal of its own': {
    'all are the same':
      (good) =>
      async (...request) => ({ ...(await good(...request)), id: 'owner' }),
  },
  'never gives the principal of one account for the secret of another': {
    'any password of anybody will do': (good) => async (credentials, client) =>
      credentials?.scheme === 'basic' && [...passwords.values()].includes(credentials.password)
        ? { id: credentials.username, name: credentials.username }
        : good(credentials, client),
  },
  'refuses wrong credentials, and a request without any': {
    'no credentials are good ones': (good) => async (credentials, client) =>
      credentials ? good(credentials, client) : { id: 'ada', name: 'ada' },
    'an unknown name is not found': (good) => async (credentials, client) => {
      if (credentials?.scheme === 'basic' && !passwords.has(credentials.username))
        throw new LibraryError('not-found', 'There is no such user.');
      return good(credentials, client);
    },
  },
  'repeats no secret in a refusal': {
    'the message has it': (good) => (credentials, client) =>
      good(credentials, client).catch(() => {
        throw new LibraryError('unauthenticated', `${passwordIn(credentials)} is wrong.`);
      }),
    'the cause has it': (good) => (credentials, client) =>
      good(credentials, client).catch(() => {
        throw new LibraryError('unauthenticated', 'It is wrong.', { cause: new Error(passwordIn(credentials)) });
      }),
  },
  'locks out a client that guesses, with the time to wait, but no other client': {
    'nobody is locked out': (good) => {
      let attempts = 0;
      return (credentials) => good(credentials, { address: `${++attempts}` });
    },
    'everybody is locked out': (good) => (credentials) => good(credentials, { address: 'all' }),
    'the time to wait is absent':
      (good) =>
      (...request) =>
        good(...request).catch((error: unknown) => {
          throw LibraryError.is(error) ? new LibraryError(error.code, error.message) : error;
        }),
  },
};

describe('conformance of an authenticator', () => {
  it.each(authenticateConformance.map((rule) => [rule.name, rule] as const))('%s', (_, rule) =>
    runCase(rule, underTest(), () => expect.unreachable()),
  );
});

it('has a mutant for every rule', () =>
  expect(Object.keys(mutants)).toEqual(authenticateConformance.map(({ name }) => name)));

const rows = Object.entries(mutants).flatMap(([rule, ofRule]) =>
  Object.entries(ofRule).map(([broken, mutate]) => [rule, broken, mutate] as const),
);

it.each(rows)('the rule "%s" fails when %s', async (name, _broken, mutate) => {
  const rule = authenticateConformance.find((one) => one.name === name);
  await expect(rule?.run(underTest(mutate(createAuthenticate())))).rejects.toThrow();
});

it('skips, with a reason, what one account or no lock-out cannot show', () => {
  const { authenticate, right, wrong } = underTest();
  const small: AuthenticateUnderTest = { authenticate, right: [right[0]], wrong };
  const skipped = authenticateConformance.filter(({ skip }) => skip?.(small) !== undefined);
  expect(skipped).toHaveLength(3);
});
