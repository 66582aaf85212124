import type { RequestOptions } from '@immich-webdav/core';
import { LibraryError } from '@immich-webdav/core';
import { unfitAnswer } from '../errors/answer-errors.ts';
import { cacheFor } from '../http/cache-for.ts';
import type { JsonApi } from '../http/json-api.ts';
import { nameOr } from '../mapping/names.ts';
import { recordsIn } from '../mapping/records.ts';
import { missingFor, type ReadKind } from './permissions.ts';

/** The user that the API key belongs to. */
export interface Account {
  /** Rejects with `forbidden`, naming what is missing, unless the key has every permission of a kind of group. Not cached until it does. */
  require(kind: ReadKind, options?: RequestOptions): Promise<void>;
  /** The same as a boolean. */
  allows(kind: ReadKind, options?: RequestOptions): Promise<boolean>;
  /** The user's id; cached after the first answer. */
  userId(options?: RequestOptions): Promise<string>;
  /** The names of the partners who share their library with the user, by id; `forbidden` clears the cached permission. */
  partners(options?: RequestOptions): Promise<ReadonlyMap<string, string>>;
}

/** A first read asks for the names once, not for every month. A new partner missing from the cache has no name, so keep it short. */
const PARTNERS_MS = 10_000;

export function createAccount(api: JsonApi, now: () => number): Account {
  const allowed = new Set<ReadKind>();

  async function missing(kind: ReadKind, options?: RequestOptions): Promise<readonly string[]> {
    if (allowed.has(kind)) return [];
    const names = missingFor(kind, await readPermissions(api, options));
    if (names.length === 0) allowed.add(kind);
    return names;
  }

  async function askForPartners(options: RequestOptions = {}): Promise<ReadonlyMap<string, string>> {
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
    userId: cacheAnswer(async (options: RequestOptions = {}) => {
      const { id } = await api.ask((client, init) => client.GET('/users/me', init), options);
      if (typeof id !== 'string') throw unfitAnswer('who the user is');
      return id;
    }),
    partners: cacheFor(PARTNERS_MS, now, askForPartners),
  };
}

async function readPartners(api: JsonApi, options: RequestOptions): Promise<ReadonlyMap<string, string>> {
  const query = { direction: 'shared-with' } as const;
  const partners = await api.ask((client, init) => client.GET('/partners', { params: { query }, ...init }), options);
  return new Map(recordsIn(partners, 'the list of partners').map(({ id, name }) => [id, nameOr(name, 'Partner', id)]));
}

/** The permissions of the API key, which every key may read; `all` for a session. */
export async function readPermissions(api: JsonApi, options: RequestOptions = {}): Promise<readonly string[]> {
  if (api.isSession) return ['all'];
  const { permissions } = await api.ask((client, init) => client.GET('/api-keys/me', init), options);
  return Array.isArray(permissions) ? permissions.map(String) : [];
}

const lacking = (missing: readonly string[]): LibraryError =>
  new LibraryError('forbidden', `The API key lacks ${missing.join(', ')}; grant it in Immich's account settings.`);

/** Caches the first answer for good; calls during a request share it, and a failure is not cached. */
function cacheAnswer<T, A extends readonly unknown[]>(ask: (...args: A) => Promise<T>): (...args: A) => Promise<T> {
  let answer: Promise<T> | undefined;
  return (...args) => {
    answer ??= ask(...args).catch((error: unknown) => {
      answer = undefined;
      throw error;
    });
    return answer;
  };
}
