import { LibraryError, neededKinds, neededRenditions } from '@immich-webdav/core';
import { checkHints, checkImmich, type ImmichCheck } from '@immich-webdav/immich-adapter';
import type { Configuration } from '../../configuration/configuration.ts';
import { type LoadedConfiguration, loadConfiguration } from '../../configuration/load-configuration.ts';
import { messageOf } from '../../logging/message-of.ts';
import { checkClock } from './check-clock.ts';
import { checkAlbums, checkPermissions } from './check-key.ts';
import { checkMappedFolders, findingsOfPathMap } from './check-path-map.ts';
import { checkPort } from './check-port.ts';
import { checkStorage } from './check-storage.ts';
import { type Finding, good } from './finding.ts';
import { purposesOf } from './purposes.ts';

type Print = (line: string) => void;

/** Where lines go: what was found, and why Immich could not be asked. */
export interface CheckOutput {
  readonly print: Print;
  readonly complain: Print;
}

/**
 * Says whether the server would work: configuration, port, folders, Immich, clock, hints, the key's permissions, the chosen albums;
 * and what to do next. True when nothing is amiss. Throws a `ConfigurationError`.
 */
export async function check(
  { print, complain }: CheckOutput,
  { configuration, warnings }: LoadedConfiguration = loadConfiguration(),
): Promise<boolean> {
  let isGood = true;
  const tell = (findings: readonly Finding[]): void => {
    for (const finding of findings) {
      print(finding.line);
      isGood &&= finding.isGood;
    }
  };
  tell([good('Configuration: complete.'), ...warnings.map((warning) => good(`Configuration: ${warning}`))]);
  tell([await checkPort(configuration.webdav), ...(await checkStorage(configuration))]);
  tell(await checkMappedFolders(configuration.immich.libraryPathMap));
  try {
    tell(await findingsOfImmich(configuration));
  } catch (error) {
    if (!LibraryError.is(error)) throw error;
    complain(messageOf(error));
    isGood = false;
  }
  print(
    isGood
      ? 'Next: start the server with these settings; it prints how clients mount it.'
      : 'Next: correct what is named above, then check again.',
  );
  return isGood;
}

async function findingsOfImmich(configuration: Configuration): Promise<readonly Finding[]> {
  const { immich, library, sidecars } = configuration;
  const hasSidecars = sidecars !== undefined;
  const checked = await checkImmich(immich, neededKinds({ ...library, hasSidecars }), {
    renditions: [...new Set(library.renditions.flatMap(neededRenditions))],
    stacks: library.stacks !== 'all',
  });
  const { version, permissions, albums, clockAheadMs, pathMap = [] } = checked;
  return [
    good(`Immich: version ${version}, ${countOf(albums)}.`),
    ...(clockAheadMs === undefined ? [] : [checkClock(clockAheadMs)]),
    ...(immich.hints ? [good(`Hints: ${(await checkHints(immich)) ?? 'changes show at once.'}`)] : []),
    ...findingsOfPathMap(pathMap),
    checkPermissions(permissions, purposesOf(library, hasSidecars)),
    ...checkAlbums(library.albumIds, albums),
  ];
}

/** A key without `album.read` cannot tell. */
function countOf(albums: ImmichCheck['albums']): string {
  if (albums === undefined) return 'albums not readable';
  return albums.length === 1 ? '1 album' : `${albums.length} albums`;
}
