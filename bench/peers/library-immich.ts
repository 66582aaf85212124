import { ask, next } from '../measure/ask.ts';
import { startModule, stopChild } from '../measure/child.ts';
import type { Peer } from './peer.ts';

/** How large a generated library is. */
export interface LibrarySize {
  readonly albums: number;
  readonly assets: number;
  /** Assets of the first albums; the others share the rest evenly. */
  readonly albumSizes: readonly number[];
  /** Among whom albums and assets are divided; one user unless set. The key of `name` is `name-key`. */
  readonly owners?: readonly string[];
  /** Also what every view shows, by a formula and from others. */
  readonly varied?: boolean;
}

/** What the stand-in's process tells when it serves. */
export interface LibraryFacts {
  readonly url: string;
  /** In the order of `albumSizes`. */
  readonly albums: readonly { readonly id: string; readonly name: string }[];
}

/** A reply that the stand-in gave. */
export interface SentReply {
  /** When its request came, in milliseconds. */
  readonly at: number;
  /** Of its body, as sent. */
  readonly bytes: number;
}

/** The two releases that were measured. */
export const releases = ['2.7.5', '3.1.0'] as const;

export type Release = (typeof releases)[number];

/** What it can be told to do. */
export type LibraryOrder =
  | { readonly kind: 'add'; readonly album: string }
  | { readonly kind: 'be'; readonly version: Release }
  | { readonly kind: 'forget' | 'finished' | 'replies' };

/** The stand-in with a generated library, in a process of its own. */
export interface LibraryImmich extends Peer, LibraryFacts {
  /** Uploads an asset into an album; gives its name. */
  add(album: string): Promise<string>;
  /** Becomes another release. */
  be(version: Release): Promise<void>;
  /** Forgets which requests came so far. */
  forget(): Promise<void>;
  /** How many were answered since. */
  finished(): Promise<number>;
  /** What was answered since. */
  replies(): Promise<readonly SentReply[]>;
}

export async function startLibraryImmich(size: LibrarySize): Promise<LibraryImmich> {
  const child = startModule(new URL('./processes/library-immich.ts', import.meta.url), {
    env: { ...process.env, LIBRARY: JSON.stringify(size) },
  });
  const facts = await next<LibraryFacts>(child);
  const order = async <Answer>(message: LibraryOrder): Promise<Answer> =>
    (await ask<{ readonly answer: Answer }>(child, message)).answer;
  return {
    ...facts,
    add: (album) => order({ kind: 'add', album }),
    be: (version) => order({ kind: 'be', version }),
    forget: () => order({ kind: 'forget' }),
    finished: () => order({ kind: 'finished' }),
    replies: () => order({ kind: 'replies' }),
    stop: () => stopChild(child),
  };
}
