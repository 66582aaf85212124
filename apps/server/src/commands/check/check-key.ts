import type { ImmichCheck } from '@immich-webdav/immich-adapter';
import { bad, type Finding, good } from './finding.ts';
import { type Permissions, type Purpose, reasonFor } from './purposes.ts';

/** Whether the key allows all that is shown. */
export function checkPermissions(permissions: Permissions, purposes: readonly Purpose[]): Finding {
  const { missing } = permissions;
  if (missing.length === 0) return good('API key: has every permission that is needed.');
  const lines = missing.map((permission) => `  - ${permission}${reasonFor(permission, purposes, permissions)}`);
  return bad(
    ['API key: lacks permissions; tick them in Immich under Account Settings > API Keys:', ...lines].join('\n'),
  );
}

/** Whether chosen albums exist. Nothing is said where none was chosen, or where the key cannot tell. */
export function checkAlbums(chosen: readonly string[], albums: ImmichCheck['albums']): readonly Finding[] {
  if (chosen.length === 0 || albums === undefined) return [];
  const known = new Set(albums.map(({ id }) => id));
  const missing = chosen.filter((id) => !known.has(id));
  if (missing.length === 0) return [good('ALBUM_IDS: every album is there.')];
  const lines = missing.map((id) => `  - ${id}`);
  const what = 'ALBUM_IDS: Immich has no such albums for this key; take them out, or share them with its user:';
  return [bad([what, ...lines].join('\n'))];
}
