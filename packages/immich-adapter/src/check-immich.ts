import type { AssetGroup } from '@immich-webdav/core';
import { connectTo } from './http/connection.ts';
import { answerOf, createJsonClient } from './http/json-client.ts';
import { toGroup } from './mapping/album.ts';
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
  const client = createJsonClient(connection);
  try {
    const { major, minor, patch } = await readVersion(client);
    const key = await answerOf((signal) => client.GET('/api-keys/me', { signal }));
    const granted = Array.isArray(key.permissions) ? key.permissions.map(String) : [];
    const missing = granted.includes('all') ? [] : NEEDED.filter((name) => !granted.includes(name));
    const permissions = { granted, missing };
    const version = `${major}.${minor}.${patch}`;
    if (missing.includes('album.read')) return { version, permissions };
    const line = await createVersionLines(client, options.onWarning).current();
    const albums = await line.listAlbums(client, {});
    return { version, permissions, albums: albums.map(toGroup) };
  } finally {
    await connection.close();
  }
}
