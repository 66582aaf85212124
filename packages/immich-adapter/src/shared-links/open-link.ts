import { LibraryError, type RequestOptions } from '@immich-webdav/core';
import type { ImmichSharedLink } from '../contract/immich.ts';
import { unfitAnswer } from '../errors/answer-errors.ts';
import { connectTo } from '../http/connection.ts';
import { createJsonApi, type JsonApi } from '../http/json-api.ts';
import { firstDate } from '../mapping/dates.ts';
import { isText } from '../mapping/records.ts';

/** A shared link of Immich that was opened. */
export interface ImmichLink {
  /** Opens the link, whatever name it was opened with. A secret: never logged. */
  readonly key: string;
  /** Proves the password, until that changes. Absent: the link has none. */
  readonly token?: string;
  /** Absent: the link has assets of its own. */
  readonly albumId?: string;
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly createdAt: number;
  /** Absent: never. */
  readonly expiresAt?: number;
  /** Whether originals may be read. */
  readonly allowDownload: boolean;
  /** Whether names, dates, places and descriptions may be shown. */
  readonly showMetadata: boolean;
}

/** Opens shared links of one Immich server. Rejects with a `LibraryError` when it cannot be asked. */
export interface ImmichLinks {
  /**
   * The link with this key or slug, if the password is right or not needed. Undefined for an unknown or expired link and for a wrong
   * password; each costs one request.
   */
  open(keyOrSlug: string, password: string, options?: RequestOptions): Promise<ImmichLink | undefined>;
  close(): Promise<void>;
}

export interface ImmichLinksOptions {
  /** As in `ImmichOptions`. */
  readonly url: string;
  readonly timeoutMs?: number;
  /** Concurrent requests. Defaults to 4. */
  readonly concurrency?: number;
}

/** Throws a TypeError for a malformed address. */
export function createImmichLinks({ url, timeoutMs, concurrency = 4 }: ImmichLinksOptions): ImmichLinks {
  const connection = connectTo({
    url,
    credentials: () => undefined,
    connections: concurrency,
    ...(timeoutMs !== undefined && { timeoutMs }),
  });
  const api = createJsonApi(connection);
  return {
    async open(keyOrSlug, password, options = {}) {
      const query = queryFor(keyOrSlug);
      if (query === undefined) return undefined;
      const opened = password === '' ? 'without password' : await logIn(api, query, password, options);
      return opened === 'without password' ? readMine(api, query, options) : opened;
    },
    close: () => connection.close(),
  };
}

type LinkQuery = { readonly key: string } | { readonly slug: string };

/** 50 bytes in base64url or, as earlier releases wrote them, in hexadecimal. */
const KEY = /^(?:[\w-]{67}|[\da-f]{100})$/i;
/** Longer than any slug that a person would pass on. */
const LONGEST_SLUG = 256;

/** Undefined for a name that no link has, and that Immich could not look up. */
function queryFor(name: string): LinkQuery | undefined {
  if (KEY.test(name)) return { key: name };
  const isPossible = name !== '' && name.length <= LONGEST_SLUG && name.isWellFormed() && !/\p{Cc}/u.test(name);
  return isPossible ? { slug: name } : undefined;
}

async function logIn(
  api: JsonApi,
  query: LinkQuery,
  password: string,
  options: RequestOptions,
): Promise<ImmichLink | 'without password' | undefined> {
  try {
    const { data, cookies } = await api.askTagged(
      (client, init) => client.POST('/shared-links/login', { params: { query }, body: { password }, ...init }),
      options,
    );
    const token = tokenIn(cookies);
    if (token === undefined) throw unfitAnswer('the log-in of a shared link');
    return { ...linkOf(data), token };
  } catch (error) {
    // Immich answers 400 for a link without a password.
    if (LibraryError.is(error) && error.code === 'bad-response') return 'without password';
    if (isRefusal(error)) return undefined;
    throw error;
  }
}

async function readMine(api: JsonApi, query: LinkQuery, options: RequestOptions): Promise<ImmichLink | undefined> {
  try {
    const send = { params: { query } };
    return linkOf(await api.ask((client, init) => client.GET('/shared-links/me', { ...send, ...init }), options));
  } catch (error) {
    if (isRefusal(error)) return undefined;
    throw error;
  }
}

/** 401: unknown, expired, or another password. */
const isRefusal = (error: unknown): boolean =>
  LibraryError.is(error) && (error.code === 'unauthenticated' || error.code === 'forbidden');

/** As it was sent, so percent-encoded. */
const tokenIn = (cookies: readonly string[]): string | undefined =>
  cookies.map((cookie) => /^immich_shared_link_token=([\w%.~+/=-]+)/.exec(cookie)?.[1]).find((token) => token);

function linkOf({ key, album, createdAt, expiresAt, allowDownload, showMetadata }: ImmichSharedLink): ImmichLink {
  if (!isText(key)) throw unfitAnswer('a shared link');
  const expires = firstDate(expiresAt);
  return {
    key,
    ...(isText(album?.id) && { albumId: album.id }),
    createdAt: firstDate(createdAt),
    ...(expires !== 0 && { expiresAt: expires }),
    allowDownload: allowDownload === true,
    showMetadata: showMetadata === true,
  };
}
