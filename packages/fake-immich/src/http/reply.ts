import type { Content } from '../content/content.ts';

/** A JSON answer. */
export interface JsonReply {
  readonly kind: 'json';
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A stored file; conditions and ranges are applied when it is sent. */
export interface MediaReply {
  readonly kind: 'media';
  readonly content: Content;
  readonly mediaType: string;
  readonly modifiedAt: number;
  /** For `Content-Disposition`; absent: no such header. */
  readonly fileName?: string;
  /** Replaces what files are cached by. */
  readonly cacheControl?: string;
}

export interface RedirectReply {
  readonly kind: 'redirect';
  readonly location: string;
}

export type Reply = JsonReply | MediaReply | RedirectReply;

/** 200 with a JSON body. */
export const json = (body: unknown): JsonReply => ({ kind: 'json', status: 200, body });

/** 302. */
export const redirect = (location: string): RedirectReply => ({ kind: 'redirect', location });
