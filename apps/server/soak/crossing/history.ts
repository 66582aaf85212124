import fc from 'fast-check';
import { type Person, paths, people } from './people.ts';

/** One request of a history. */
export interface Asked {
  readonly person: Person;
  /** An API key in place of the password. */
  readonly byKey: boolean;
  /** With a password that is wrong. */
  readonly isWrong: boolean;
  readonly method: 'PROPFIND' | 'GET' | 'HEAD' | 'OPTIONS';
  readonly path: string;
  readonly depth: '0' | '1';
  /** Which tags `If-None-Match` has: none, or those that only other people were given. */
  readonly conditional: boolean;
  readonly range: boolean;
  readonly asBrowser: boolean;
  /** Which of a person's or a guesser's addresses the request comes from. */
  readonly address: number;
}

type Account = Pick<Asked, 'person' | 'byKey'>;

/** Guesses lock the name out, so all are for one person. */
const guessed: Person = 'carol';

/** Two accounts at a time, so that libraries are opened and closed from one stretch to the next. */
const STRETCH = 150;

const asked: fc.Arbitrary<Omit<Asked, keyof Account>> = fc.record({
  isWrong: fc.nat({ max: 49 }).map((chance) => chance === 0),
  method: fc.constantFrom('PROPFIND', 'PROPFIND', 'GET', 'GET', 'HEAD', 'OPTIONS'),
  path: fc.constantFrom(...paths),
  depth: fc.constantFrom('0', '1'),
  conditional: fc.boolean(),
  range: fc.boolean(),
  asBrowser: fc.boolean(),
  address: fc.nat({ max: 199 }),
});
const stretchOf = (accounts: readonly Account[]): fc.Arbitrary<readonly Asked[]> =>
  fc
    .tuple(
      fc.shuffledSubarray([...accounts], { minLength: 2, maxLength: 2 }),
      fc.array(asked, { minLength: STRETCH, maxLength: STRETCH }),
    )
    .map(([two, all]) =>
      all.map((one, at) => {
        const account = two[at % two.length] as Account;
        return { ...one, ...account, isWrong: one.isWrong && account.person === guessed };
      }),
    );

/** A random history, the same for the same seed: with passwords, and with the API keys of the same people where those log in too. */
export function historyOf(requests: number, seed: number, withKeys: boolean): readonly Asked[] {
  const ways = withKeys ? [false, true] : [false];
  const accounts = people.flatMap((person) => ways.map((byKey): Account => ({ person, byKey })));
  const stretches = Math.ceil(requests / STRETCH);
  return fc.sample(stretchOf(accounts), { numRuns: stretches, seed }).flat().slice(0, requests);
}
