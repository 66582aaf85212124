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

/** 204. */
export interface EmptyReply {
  readonly kind: 'empty';
}

export type Reply = JsonReply | MediaReply | RedirectReply | EmptyReply;

/** 200 with a JSON body. */
export const json = (body: unknown): JsonReply => ({ kind: 'json', status: 200, body });

/** 201 with a JSON body. */
export const created = (body: unknown): JsonReply => ({ ...json(body), status: 201 });

/** 204 without a body. */
export const noContent: EmptyReply = { kind: 'empty' };

/** 302. */
export const redirect = (location: string): RedirectReply => ({ kind: 'redirect', location });
