import { checkImmich } from '@immich-webdav/immich-adapter';
import { loadEnvironment } from '../configuration/load-environment.ts';
import { parseConfiguration } from '../configuration/parse-configuration.ts';

/** Says whether the server would work: configuration, Immich, the key's permissions. True when nothing is amiss. */
export async function check(print: (line: string) => void): Promise<boolean> {
  const { immich } = parseConfiguration(loadEnvironment());
  print('Configuration: complete.');
  const { version, permissions, albums } = await checkImmich(immich);
  print(`Immich: version ${version}, ${countOf(albums)}.`);
  if (permissions.missing.length === 0) {
    print('API key: has every permission that is needed.');
    return true;
  }
  print('API key: lacks permissions; tick them in Immich under Account Settings > API Keys:');
  for (const permission of permissions.missing) print(`  - ${permission}`);
  return false;
}

/** A key without `album.read` cannot tell. */
function countOf(albums: number | undefined): string {
  if (albums === undefined) return 'albums not readable';
  return albums === 1 ? '1 album' : `${albums} albums`;
}
