import { LibraryError } from '../../errors/library-error.ts';
import type { Authenticate, Client, Credentials, Principal } from '../../ports/sessions.ts';
import type { ConformanceCase } from '../conformance-case.ts';
import { must, mustEqual, mustReject } from '../expect.ts';

/** An authenticator under test. No attempts were made before. */
export interface AuthenticateUnderTest {
  readonly authenticate: Authenticate;
  /** Right credentials, each of another account. */
  readonly right: readonly [Credentials, ...(readonly Credentials[])];
  /** Wrong ones, such as a wrong password and an unknown name. */
  readonly wrong: readonly [Credentials, ...(readonly Credentials[])];
  /** Present: a client is locked out after at most so many wrong attempts. */
  readonly mostAttempts?: number;
}

/** One rule of the `Authenticate` port. */
export type AuthenticateCase = ConformanceCase<AuthenticateUnderTest>;

/** Addresses for documentation (RFC 5737). */
const client: Client = { address: '192.0.2.1' };
const otherClient: Client = { address: '198.51.100.1' };

const secretOf = (credentials: Credentials): string =>
  credentials.scheme === 'basic' ? credentials.password : credentials.token;

const withSecretOf = (credentials: Credentials, other: Credentials): Credentials =>
  credentials.scheme === 'basic'
    ? { ...credentials, password: secretOf(other) }
    : { ...credentials, token: secretOf(other) };

const needsTwo = ({ right }: AuthenticateUnderTest): string | undefined =>
  right.length < 2 ? 'There is one account.' : undefined;

const principals = ({ authenticate, right }: AuthenticateUnderTest): Promise<readonly Principal[]> =>
  Promise.all(right.map((credentials) => authenticate(credentials, client)));

/** What an error shows when it is logged. */
function textOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return [error.message, error.stack, JSON.stringify(error), error.cause === undefined ? '' : textOf(error.cause)].join(
    '\n',
  );
}

/** Every rule of the port, for any test runner; see `runCase`. Each rule needs an authenticator of its own. */
export const authenticateConformance: readonly AuthenticateCase[] = [
  {
    name: 'gives right credentials the same principal each time',
    async run({ authenticate, right: [credentials] }) {
      const [first, ...others] = await Promise.all([1, 2, 3].map(() => authenticate(credentials, client)));
      const later = await authenticate(credentials, otherClient);
      const withoutClient = await authenticate(credentials);
      for (const other of [...others, later, withoutClient]) mustEqual(other, first, 'principal');
    },
  },
  {
    name: 'gives principals an id that is safe to log, and a name',
    async run(underTest) {
      for (const [at, { id, name }] of (await principals(underTest)).entries()) {
        must(
          /^[\w.:@-]{1,200}$/.test(id),
          `The id ${JSON.stringify(id)} has other characters than letters, digits and ._:@-`,
        );
        const secret = secretOf(underTest.right[at] ?? underTest.right[0]);
        must(!id.includes(secret) && !name.includes(secret), 'Neither id nor name may contain the secret.');
        must(name !== '', 'A principal must have a name.');
      }
    },
  },
  {
    name: 'gives each account a principal of its own',
    skip: needsTwo,
    async run(underTest) {
      const ids = (await principals(underTest)).map(({ id }) => id);
      mustEqual(new Set(ids).size, ids.length, 'different ids');
    },
  },
  {
    name: 'never gives the principal of one account for the secret of another',
    skip: needsTwo,
    async run(underTest) {
      const { authenticate, right } = underTest;
      const all = await principals(underTest);
      for (const [at, credentials] of right.entries()) {
        const next = right[(at + 1) % right.length] ?? credentials;
        const crossed = await authenticate(withSecretOf(credentials, next), client).catch(() => undefined);
        must(crossed?.id !== all[at]?.id, 'The secret of another account must not be accepted for this one.');
      }
    },
  },
  {
    name: 'refuses wrong credentials, and a request without any',
    async run({ authenticate, wrong }) {
      await mustReject(() => authenticate(undefined, client), ['unauthenticated'], 'A request without credentials');
      for (const [at, credentials] of wrong.entries()) {
        const from = { address: `203.0.113.${at + 1}` };
        await mustReject(
          () => authenticate(credentials, from),
          ['unauthenticated'],
          'A request with wrong credentials',
        );
      }
    },
  },
  {
    name: 'repeats no secret in a refusal',
    async run({ authenticate, wrong }) {
      for (const credentials of wrong) {
        const refusal: unknown = await authenticate(credentials, client).catch((error: unknown) => error);
        must(!textOf(refusal).includes(secretOf(credentials)), 'A refusal must not contain the secret.');
      }
    },
  },
  {
    name: 'locks out a client that guesses, with the time to wait, but no other client',
    skip: ({ mostAttempts }) => (mostAttempts === undefined ? 'Clients are not locked out.' : undefined),
    async run({ authenticate, right: [credentials], wrong: [guess], mostAttempts = 0 }) {
      const codes: string[] = [];
      for (let attempt = 0; attempt <= mostAttempts; attempt++) {
        const guessed = withSecretOf(guess, { scheme: 'bearer', token: `${secretOf(guess)}${attempt}` });
        const refusal: unknown = await authenticate(guessed, client).catch((error: unknown) => error);
        must(LibraryError.is(refusal), 'A guess must be refused with a LibraryError.');
        codes.push(refusal.code);
        if (refusal.code === 'rate-limited')
          must((refusal.retryAfterMs ?? 0) > 0, 'A client that is locked out must get the time to wait.');
      }
      mustEqual([codes[0], codes.at(-1)], ['unauthenticated', 'rate-limited'], 'codes of the first and the last guess');
      await authenticate(credentials, otherClient);
    },
  },
];
