import type { RequestOptions } from '@immich-webdav/core';
import { LibraryError } from '@immich-webdav/core';
import { unfitAnswer } from '../errors/answer-errors.ts';
import type { JsonApi } from '../http/json-api.ts';
import { nameOr } from '../mapping/names.ts';
import { recordsIn } from '../mapping/records.ts';
import { missingFor, type ReadKind } from './permissions.ts';

/** The user whose key it is. */
export interface Account {
  /** Rejects with `forbidden`, naming what is missing, unless the key allows all that a kind of group needs. Asked until it does. */
  require(kind: ReadKind, options?: RequestOptions): Promise<void>;
  /** The same, as yes or no. */
  allows(kind: ReadKind, options?: RequestOptions): Promise<boolean>;
  /** Asked once. */
  userId(options?: RequestOptions): Promise<string>;
  /** The names of those who share their library with the user, by id. When that is forbidden, it is not taken for allowed any more. */
  partners(options?: RequestOptions): Promise<ReadonlyMap<string, string>>;
}

/**
 * How long names are believed, so that a first reading does not ask for them with every month. Of whom no name is known, an asset
 * looks like the user's own: that must not last.
 */
const PARTNERS_MS = 10_000;

export function createAccount(api: JsonApi, now: () => number): Account {
  let partners: { readonly readAt: number; readonly names: ReadonlyMap<string, string> } | undefined;
  const allowed = new Set<ReadKind>();

  async function missing(kind: ReadKind, options?: RequestOptions): Promise<readonly string[]> {
    if (allowed.has(kind)) return [];
    const names = missingFor(kind, await readPermissions(api, options));
    if (names.length === 0) allowed.add(kind);
    return names;
  }

  async function askForPartners(options: RequestOptions): Promise<ReadonlyMap<string, string>> {
    try {
      return await readPartners(api, options);
    } catch (error) {
      if (LibraryError.is(error) && error.code === 'forbidden') allowed.delete('partners');
      throw error;
    }
  }

  return {
    async require(kind, options) {
      const names = await missing(kind, options);
      if (names.length > 0) throw lacking(names);
    },
    allows: async (kind, options) => (await missing(kind, options)).length === 0,
    userId: cachedOnce(async (options: RequestOptions = {}) => {
      const { id } = await api.ask((client, init) => client.GET('/users/me', init), options);
      if (typeof id !== 'string') throw unfitAnswer('who the user is');
      return id;
    }),
    async partners(options = {}) {
      if (!partners || now() - partners.readAt > PARTNERS_MS) {
        partners = { readAt: now(), names: await askForPartners(options) };
      }
      return partners.names;
    },
  };
}

async function readPartners(api: JsonApi, options: RequestOptions): Promise<ReadonlyMap<string, string>> {
  const query = { direction: 'shared-with' } as const;
  const partners = await api.ask((client, init) => client.GET('/partners', { params: { query }, ...init }), options);
  return new Map(recordsIn(partners, 'the list of partners').map(({ id, name }) => [id, nameOr(name, 'Partner', id)]));
}

/** What a key allows; any key may ask. */
export async function readPermissions(api: JsonApi, options: RequestOptions = {}): Promise<readonly string[]> {
  const { permissions } = await api.ask((client, init) => client.GET('/api-keys/me', init), options);
  return Array.isArray(permissions) ? permissions.map(String) : [];
}

const lacking = (missing: readonly string[]): LibraryError =>
  new LibraryError('forbidden', `The API key lacks ${missing.join(', ')}; grant it in Immich's account settings.`);

/** Asks until there is an answer, and then no more; whoever asks meanwhile shares the answer. */
function cachedOnce<T, A extends readonly unknown[]>(ask: (...args: A) => Promise<T>): (...args: A) => Promise<T> {
  let answer: Promise<T> | undefined;
  return (...args) => {
    answer ??= ask(...args).catch((error: unknown) => {
      answer = undefined;
      throw error;
    });
    return answer;
  };
}
