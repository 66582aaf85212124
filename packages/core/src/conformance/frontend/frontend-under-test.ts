import type { ByteRange } from '../../ports/content.ts';
import type { Frontend, FrontendAddress } from '../../ports/frontend.ts';
import type { Credentials } from '../../ports/sessions.ts';
import type { ConformanceCase } from '../conformance-case.ts';

/**
 * A client of the front end under test. Both functions reject with a `LibraryError` whose code follows from the protocol's answer:
 * `unauthenticated` (HTTP 401), `not-found` (404), and `unavailable` for any other failure, a broken connection too.
 */
export interface FrontendProbe {
  /** Names of the members of a collection. */
  readonly list: (path: readonly string[]) => Promise<readonly string[]>;
  /** Bytes of a file, or of a range of it. Aborting the signal breaks the connection off. */
  readonly read: (path: readonly string[], options?: ProbeReadOptions) => Promise<Uint8Array>;
}

/** How a client reads a file. */
export interface ProbeReadOptions {
  readonly range?: ByteRange;
  readonly signal?: AbortSignal;
}

/** A front end under test, and how a client uses it. */
export interface FrontendUnderTest {
  /** A front end that was not started yet. `stop` does not wait long for downloads. */
  readonly frontend: Frontend;
  readonly connect: (address: FrontendAddress, credentials: Credentials | undefined) => FrontendProbe;
  /** Credentials that its protocol carries; absent = it carries none. */
  readonly credentials?: Credentials;
  /** Present: the protocol can read ranges. */
  readonly readsRanges?: true;
  /** Present: clients come over a network, so their address is passed on. */
  readonly servesNetwork?: true;
}

/** One rule of the `Frontend` port. */
export type FrontendCase = ConformanceCase<FrontendUnderTest>;

/** Skips a rule unless the front end has something. */
export const needs =
  (what: keyof FrontendUnderTest, reason: string) =>
  (underTest: FrontendUnderTest): string | undefined =>
    underTest[what] === undefined ? reason : undefined;
