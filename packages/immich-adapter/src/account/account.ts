import type { RequestOptions, SourceKind } from '@immich-webdav/core';
import { TreeError } from '@immich-webdav/core';
import type { JsonApi } from '../http/json-api.ts';
import { listIn, unfitAnswer } from '../versions/unfit-answer.ts';
import { onceKnown } from './once-known.ts';
import { missingFor } from './permissions.ts';

/** The user whose key it is. */
export interface Account {
  /** Rejects with `forbidden`, naming what is missing, unless the key allows all that a kind of group needs. Asked until it does. */
  require(kind: SourceKind, options?: RequestOptions): Promise<void>;
  /** Asked once. */
  userId(options?: RequestOptions): Promise<string>;
  /** The names of those who share their library with the user, by id. */
  partners(options?: RequestOptions): Promise<ReadonlyMap<string, string>>;
}

/** How long names are believed. */
const PARTNERS_MS = 10 * 60_000;

export function createAccount(api: JsonApi, hasPartners: boolean, now: () => number): Account {
  let partners: { readonly readAt: number; readonly names: ReadonlyMap<string, string> } | undefined;
  const allowed = new Set<SourceKind>();
  return {
    async require(kind, options) {
      if (allowed.has(kind)) return;
      const missing = missingFor(kind, await readPermissions(api, options), hasPartners);
      if (missing.length > 0) throw lacking(kind, missing);
      allowed.add(kind);
    },
    userId: onceKnown(async (options: RequestOptions = {}) => {
      const { id } = await api.ask((client, init) => client.GET('/users/me', init), options);
      if (typeof id !== 'string') throw unfitAnswer('who the user is');
      return id;
    }),
    async partners(options = {}) {
      if (!partners || now() - partners.readAt > PARTNERS_MS) {
        partners = { readAt: now(), names: await readPartners(api, options) };
      }
      return partners.names;
    },
  };
}

async function readPartners(api: JsonApi, options: RequestOptions): Promise<ReadonlyMap<string, string>> {
  const query = { direction: 'shared-with' } as const;
  const partners = await api.ask((client, init) => client.GET('/partners', { params: { query }, ...init }), options);
  return new Map(listIn(partners, 'the list of partners').map(({ id, name }) => [id, name]));
}

/** What a key allows; any key may ask. */
export async function readPermissions(api: JsonApi, options: RequestOptions = {}): Promise<readonly string[]> {
  const { permissions } = await api.ask((client, init) => client.GET('/api-keys/me', init), options);
  return Array.isArray(permissions) ? permissions.map(String) : [];
}

const lacking = (kind: SourceKind, missing: readonly string[]): TreeError =>
  new TreeError(
    'forbidden',
    `The API key lacks ${missing.join(', ')}, which groups of kind ${kind} need; grant it in Immich's account settings.`,
  );
