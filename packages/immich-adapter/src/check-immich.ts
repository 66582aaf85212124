import type { AssetGroup, SourceKind } from '@immich-webdav/core';
import { createAccount, readPermissions } from './account/account.ts';
import { missingFor } from './account/permissions.ts';
import { createAlbumLister } from './albums/list-albums.ts';
import { connectTo } from './http/connection.ts';
import { createJsonApi } from './http/json-api.ts';
import type { ImmichOptions } from './options.ts';
import { createVersionLines, readVersion } from './versions/server-version.ts';

/** What a server and a key are good for. */
export interface ImmichCheck {
  /** As in `3.1.0`. */
  readonly version: string;
  readonly permissions: {
    /** As Immich tells them; `all` stands for every one. */
    readonly granted: readonly string[];
    /** Those that are needed and not granted. */
    readonly missing: readonly string[];
    /** The same for each kind of group that lacks something. */
    readonly missingByKind: Readonly<Partial<Record<SourceKind, readonly string[]>>>;
  };
  /** The albums that the user sees; absent when the key may not read albums. */
  readonly albums?: readonly AssetGroup[];
}

/**
 * Asks a server whether it can be used with this key, for these kinds of groups. Rejects with a TreeError that says what is wrong,
 * as any request.
 */
export async function checkImmich(
  options: ImmichOptions,
  kinds: readonly SourceKind[] = ['album'],
): Promise<ImmichCheck> {
  const connection = connectTo(options);
  const api = createJsonApi(connection);
  try {
    const { major, minor, patch } = await readVersion(api);
    const granted = await readPermissions(api);
    const permissions = { granted, ...missingOf(kinds, granted, options.partners ?? false) };
    const version = `${major}.${minor}.${patch}`;
    if (missingFor('album', granted, false).includes('album.read')) return { version, permissions };
    const account = createAccount(api, false, Date.now);
    const albums = await createAlbumLister(api, createVersionLines(api, options.onWarning), account).list();
    return { version, permissions, albums };
  } finally {
    await connection.close();
  }
}

function missingOf(kinds: readonly SourceKind[], granted: readonly string[], hasPartners: boolean) {
  const lacking = kinds
    .map((kind) => [kind, missingFor(kind, granted, hasPartners)] as const)
    .filter(([, missing]) => missing.length > 0);
  const missing = [...new Set(lacking.flatMap(([, names]) => names))];
  return { missing, missingByKind: Object.fromEntries(lacking) };
}
