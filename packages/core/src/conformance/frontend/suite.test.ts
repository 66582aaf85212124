import { describe, expect, it } from 'vitest';
import { type MemoryProtocol, memoryFrontend, protocol } from '../../../test/memory-frontend.ts';
import { LibraryError } from '../../errors/library-error.ts';
import type { FrontendUnderTest } from './frontend-under-test.ts';
import { frontendConformance } from './suite.ts';

/** For each rule, what a mutant of the front end breaks, and how. */
const mutants: Readonly<Record<string, Readonly<Record<string, () => Partial<MemoryProtocol>>>>> = {
  'lists the members of collections by name': {
    'names are escaped': () => ({ names: (members) => members.map(({ name }) => encodeURIComponent(name)) }),
    'collections are missing': () => ({
      names: (members) => members.filter(({ kind }) => kind === 'file').map(({ name }) => name),
    }),
  },
  'sends files byte for byte': {
    'bytes are read as text': () => ({
      bytes: async (...given) => Buffer.from(Buffer.from(await protocol.bytes(...given)).toString('utf8')),
    }),
  },
  'sends ranges of files, both ends included': {
    'ranges are ignored': () => ({ options: ({ signal }) => ({ signal }) }),
  },
  'answers requests for a missing path with not-found': {
    'every error is unavailable': () => ({ error: () => new LibraryError('unavailable', 'It failed.') }),
  },
  'shows a changed tree to the next request': {
    'names are cached for ever': () => {
      let cached: readonly string[] | undefined;
      return { names: (members) => (cached ??= members.map(({ name }) => name)) };
    },
  },
  'opens a session for every request': {
    'the first session is used for all': () => {
      let session: ReturnType<MemoryProtocol['session']> | undefined;
      return { session: (open, ...given) => (session ??= open(...given)) };
    },
  },
  'passes the credentials of a request to its session': {
    'credentials are dropped': () => ({ credentials: () => undefined }),
    'the password ends at a colon': () => ({
      credentials: () => ({ scheme: 'basic', username: 'ada', password: 'a' }),
    }),
  },
  'passes the address of the client to a session': { 'the client is dropped': () => ({ client: () => undefined }) },
  'answers with unauthenticated if the session is refused': {
    'a refused session is not found': () => ({ error: () => new LibraryError('not-found', 'It is hidden.') }),
  },
  'serves each principal the tree of its own session': {
    'the first session is used for all': () => {
      let session: ReturnType<MemoryProtocol['session']> | undefined;
      return { session: (open, ...given) => (session ??= open(...given)) };
    },
  },
  'fails a read while the library is unavailable, and one whose body breaks off': {
    'a body that breaks off is short': () => ({
      bytes: (...given) => protocol.bytes(...given).catch(() => new Uint8Array(1000)),
    }),
  },
  'aborts the signal of a body when the client leaves': { 'the signal is dropped': () => ({ options: () => ({}) }) },
  'stops with a download running, aborts its signal, and answers no more': {
    'downloads run on': () => ({ stop: () => {} }),
    'requests are answered after the stop': () => ({ isStopped: () => false }),
  },
};

const waitsForEver = new Set(['the signal is dropped', 'downloads run on']);

describe('the suite of front ends passes one that conforms', () => {
  it.each(frontendConformance)('$name', async ({ run }) => run(memoryFrontend()));
});

it('has a mutant for every rule', () => {
  expect(Object.keys(mutants).toSorted()).toEqual(frontendConformance.map(({ name }) => name).toSorted());
});

const rows = Object.entries(mutants).flatMap(([rule, ofRule]) =>
  Object.entries(ofRule).map(([broken, mutate]) => [rule, broken, mutate] as const),
);

it.each(rows)('%s: %s', async (name, broken, mutate) => {
  const rule = frontendConformance.find((candidate) => candidate.name === name);
  const running = rule?.run(memoryFrontend(mutate())).then(
    () => 'passed',
    (error: Error) => error.name,
  );
  const outcome = await Promise.race([running, idle()]);
  expect(outcome).toEqual(
    waitsForEver.has(broken) ? 'waits' : expect.stringMatching(/^(ConformanceError|LibraryError)$/),
  );
});

describe('a rule is skipped with a reason where the front end does not have', () => {
  const all = memoryFrontend();
  const { frontend, connect } = all;
  const bare: FrontendUnderTest = { frontend, connect };
  it.each(frontendConformance.filter(({ skip }) => skip))('$name', ({ skip }) => {
    expect([skip?.(all), typeof skip?.(bare)]).toEqual([undefined, 'string']);
  });
});

/** In memory all is settled after some rounds of the event loop. */
async function idle(): Promise<string> {
  for (let round = 0; round < 50; round++) await new Promise((resolve) => setImmediate(resolve));
  return 'waits';
}
