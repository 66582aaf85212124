import type { AssetGroup } from '@immich-webdav/core';
import { createAlbumLister } from './albums/list-albums.ts';
import { connectTo } from './http/connection.ts';
import { createJsonApi } from './http/json-api.ts';
import type { ImmichOptions } from './options.ts';
import { createVersionLines, readVersion } from './versions/server-version.ts';

/** What an API key must allow. */
const NEEDED: readonly string[] = ['album.read', 'asset.read', 'asset.download'];

/** What a server and a key are good for. */
export interface ImmichCheck {
  /** As in `3.1.0`. */
  readonly version: string;
  readonly permissions: {
    /** As Immich tells them; `all` stands for every one. */
    readonly granted: readonly string[];
    /** Those that are needed and not granted. */
    readonly missing: readonly string[];
  };
  /** The albums that the user sees; absent when the key may not read albums. */
  readonly albums?: readonly AssetGroup[];
}

/** Asks a server whether it can be used with this key. Rejects with a TreeError that says what is wrong, as any request. */
export async function checkImmich(options: ImmichOptions): Promise<ImmichCheck> {
  const connection = connectTo(options);
  const api = createJsonApi(connection);
  try {
    const { major, minor, patch } = await readVersion(api);
    const key = await api.ask((client, init) => client.GET('/api-keys/me', init));
    const granted = Array.isArray(key.permissions) ? key.permissions.map(String) : [];
    const missing = granted.includes('all') ? [] : NEEDED.filter((name) => !granted.includes(name));
    const permissions = { granted, missing };
    const version = `${major}.${minor}.${patch}`;
    if (missing.includes('album.read')) return { version, permissions };
    const albums = await createAlbumLister(api, createVersionLines(api, options.onWarning)).list();
    return { version, permissions, albums };
  } finally {
    await connection.close();
  }
}
