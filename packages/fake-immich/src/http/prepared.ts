import type { Content } from '../content/content.ts';

export type Headers = Record<string, string | number>;

/** A reply that is ready to be written. */
export interface Prepared {
  readonly status: number;
  readonly headers: Headers;
  readonly body: PreparedBody;
}

/** Bytes in memory, a part of a stored file, or nothing. */
export type PreparedBody =
  | { readonly kind: 'empty' }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'media'; readonly content: Content; readonly start: number; readonly end: number };

export const EMPTY: PreparedBody = { kind: 'empty' };
