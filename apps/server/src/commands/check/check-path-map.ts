import type { PathMapCheck } from '@immich-webdav/immich-adapter';
import type { PathMapping } from '../../configuration/configuration.ts';
import { isReadableFolder } from './check-folder.ts';
import { bad, type Finding, good } from './finding.ts';

/** Mapped folders that are not here. */
export async function checkMappedFolders(mappings: readonly PathMapping[]): Promise<readonly Finding[]> {
  const findings = mappings.map(async ({ to }): Promise<readonly Finding[]> => {
    if (await isReadableFolder(to)) return [];
    return [bad(`LIBRARY_PATH_MAP: ${to} is not a folder that this user can read; mount Immich's originals there.`)];
  });
  return (await Promise.all(findings)).flat();
}

/** How the mappings fit what Immich says of its originals. */
export const findingsOfPathMap = (checks: readonly PathMapCheck[]): readonly Finding[] => checks.map(findingOf);

function findingOf({ from, to, covered, found, another }: PathMapCheck): Finding {
  if (covered === 0) {
    return another === undefined
      ? good('LIBRARY_PATH_MAP: Immich has no original yet to try it with.')
      : bad(`LIBRARY_PATH_MAP: no original of Immich is below ${from}; name a folder that ${another} is in.`);
  }
  if (found === 0) return bad(`LIBRARY_PATH_MAP: what Immich has below ${from} is not below ${to}; correct the pair.`);
  return good(`LIBRARY_PATH_MAP: originals below ${from} are read from ${to}.`);
}
