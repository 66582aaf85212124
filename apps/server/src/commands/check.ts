import { neededKinds, neededRenditions, type SourceKind } from '@immich-webdav/core';
import { checkImmich, type ImmichCheck } from '@immich-webdav/immich-adapter';
import { loadEnvironment } from '../configuration/load-environment.ts';
import { parseConfiguration } from '../configuration/parse-configuration.ts';

type Print = (line: string) => void;

/** Says whether the server would work: configuration, Immich, the key's permissions, the chosen albums. True when nothing is amiss. */
export async function check(print: Print): Promise<boolean> {
  const { immich, library, sidecars } = parseConfiguration(loadEnvironment());
  print('Configuration: complete.');
  const hasSidecars = sidecars !== undefined;
  const { version, permissions, albums } = await checkImmich(immich, neededKinds({ ...library, hasSidecars }), {
    renditions: neededRenditions(library.renditions),
    stacks: library.stacks !== 'all',
  });
  print(`Immich: version ${version}, ${countOf(albums)}.`);
  const isAllowed = checkPermissions(permissions, print);
  return checkAlbums(library.albumIds, albums, print) && isAllowed;
}

/** A key without `album.read` cannot tell. */
function countOf(albums: ImmichCheck['albums']): string {
  if (albums === undefined) return 'albums not readable';
  return albums.length === 1 ? '1 album' : `${albums.length} albums`;
}

function checkPermissions({ missing, missingByKind }: ImmichCheck['permissions'], print: Print): boolean {
  if (missing.length === 0) {
    print('API key: has every permission that is needed.');
    return true;
  }
  print('API key: lacks permissions; tick them in Immich under Account Settings > API Keys:');
  for (const permission of missing) print(`  - ${permission}${reasonFor(permission, missingByKind)}`);
  return false;
}

/** What lacks it, where that is not albums alone. */
function reasonFor(permission: string, missingByKind: ImmichCheck['permissions']['missingByKind']): string {
  const kinds = sourceKinds.filter((kind) => missingByKind[kind]?.includes(permission));
  const isForAlbumsAlone = kinds.length === 1 && kinds[0] === 'album';
  if (kinds.length === 0 && permission in reasonOf) return ` (for ${reasonOf[permission]})`;
  return isForAlbumsAlone || kinds.length === 0 ? '' : ` (for ${kinds.map((kind) => nounOf[kind]).join(', ')})`;
}

/** What each kind of group is needed for. */
const nounOf: Readonly<Record<SourceKind, string>> = {
  album: 'albums',
  month: 'the timeline and all views that are made of it',
  person: 'people',
  tag: 'tags',
  unfiled: 'what is in no album',
  search: 'saved searches',
};

/** What is needed for files, not for groups. */
const reasonOf: Readonly<Record<string, string>> = { 'asset.view': 'RENDITIONS', 'stack.read': 'STACKS' };

const sourceKinds = Object.keys(nounOf) as SourceKind[];

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
