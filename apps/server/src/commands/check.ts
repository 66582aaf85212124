import { neededKinds, neededRenditions } from '@immich-webdav/core';
import { checkImmich, type ImmichCheck } from '@immich-webdav/immich-adapter';
import { loadEnvironment } from '../configuration/load-environment.ts';
import { parseConfiguration } from '../configuration/parse-configuration.ts';
import { type Permissions, type Purpose, purposesOf, reasonFor } from './purposes.ts';

type Print = (line: string) => void;

/** Says whether the server would work: configuration, Immich, the key's permissions, the chosen albums. True when nothing is amiss. */
export async function check(print: Print): Promise<boolean> {
  const { immich, library, sidecars } = parseConfiguration(loadEnvironment());
  print('Configuration: complete.');
  const purposes = purposesOf(library, sidecars !== undefined);
  const { version, permissions, albums } = await checkImmich(
    immich,
    neededKinds({ ...library, hasSidecars: sidecars !== undefined }),
    {
      renditions: [...new Set(library.renditions.flatMap(neededRenditions))],
      stacks: library.stacks !== 'all',
    },
  );
  print(`Immich: version ${version}, ${countOf(albums)}.`);
  const isAllowed = checkPermissions(permissions, purposes, print);
  return checkAlbums(library.albumIds, albums, print) && isAllowed;
}

/** A key without `album.read` cannot tell. */
function countOf(albums: ImmichCheck['albums']): string {
  if (albums === undefined) return 'albums not readable';
  return albums.length === 1 ? '1 album' : `${albums.length} albums`;
}

function checkPermissions(permissions: Permissions, purposes: readonly Purpose[], print: Print): boolean {
  const { missing } = permissions;
  if (missing.length === 0) {
    print('API key: has every permission that is needed.');
    return true;
  }
  print('API key: lacks permissions; tick them in Immich under Account Settings > API Keys:');
  for (const permission of missing) print(`  - ${permission}${reasonFor(permission, purposes, permissions)}`);
  return false;
}

/** Nothing is said where no album was chosen, or where the key cannot tell. */
function checkAlbums(chosen: readonly string[], albums: ImmichCheck['albums'], print: Print): boolean {
  if (chosen.length === 0 || albums === undefined) return true;
  const known = new Set(albums.map(({ id }) => id));
  const missing = chosen.filter((id) => !known.has(id));
  if (missing.length === 0) {
    print('ALBUM_IDS: every album is there.');
    return true;
  }
  print('ALBUM_IDS: Immich has no such albums for this key; take them out, or share them with its user:');
  for (const id of missing) print(`  - ${id}`);
  return false;
}
