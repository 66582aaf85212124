import { neededKinds, neededRenditions } from '@immich-webdav/core';
import {
  checkHints,
  checkImmich,
  checkServer,
  type ImmichCheck,
  type PathMapCheck,
} from '@immich-webdav/immich-adapter';
import ms from 'ms';
import { readUsersFile } from '../accounts/users-file.ts';
import { usersFileWeaknesses } from '../accounts/users-file-weaknesses.ts';
import type { Configuration } from '../configuration/configuration.ts';
import { bad, type Finding, good } from './finding.ts';
import { type Permissions, type Purpose, purposesOf, reasonFor, writeAbilities } from './purposes.ts';

/** Checks Immich for each library that the server shows. Rejects with a `LibraryError`. */
export async function checkLibraries(configuration: Configuration): Promise<readonly Finding[]> {
  const { access, immich } = configuration;
  if (access.kind === 'immich') return checkForAccounts(immich);
  if (access.kind !== 'users') return checkSource(configuration);
  const users = readUsersFile(access.file, access.environment);
  const findings: Finding[] = usersFileWeaknesses(access.file, users).map(good);
  for (const { name, configuration: own } of users)
    findings.push(...(await checkSource(own)).map(({ isGood, line }) => ({ isGood, line: `User ${name}: ${line}` })));
  return findings;
}

/** The permissions of accounts show when their owners log in. */
async function checkForAccounts(immich: Configuration['immich']): Promise<readonly Finding[]> {
  const { version, clockAheadMs } = await checkServer(immich);
  return [
    good(`Immich: version ${version}.`),
    ...(clockAheadMs === undefined ? [] : [checkClock(clockAheadMs)]),
    good('AUTH: people log in with their accounts of Immich, or with an API key as the password.'),
  ];
}

/** Checks Immich: version, clock, hints, mapped paths, permissions of the key, configured albums. Rejects with a `LibraryError`. */
async function checkSource(configuration: Configuration): Promise<readonly Finding[]> {
  const { immich, sidecars, writes } = configuration;
  const { show } = configuration.library;
  const hasSidecars = sidecars !== undefined;
  const checked = await checkImmich(immich, neededKinds({ ...show, hasSidecars }), {
    renditions: [...new Set(show.renditions.flatMap(neededRenditions))],
    stacks: show.stacks !== 'all',
    writes: writeAbilities[writes.level],
  });
  const { version, permissions, albums, clockAheadMs, pathMap = [] } = checked;
  return [
    good(`Immich: version ${version}, ${countOf(albums)}.`),
    ...(clockAheadMs === undefined ? [] : [checkClock(clockAheadMs)]),
    ...(immich.hints ? [good(`Hints: ${(await checkHints(immich)) ?? 'changes show at once.'}`)] : []),
    ...pathMap.map(checkMapping),
    checkPermissions(permissions, purposesOf(show, hasSidecars, writes.level)),
    ...checkAlbums(show.albumIds, albums),
  ];
}

/** The albums of a key without `album.read` are undefined. */
function countOf(albums: ImmichCheck['albums']): string {
  if (albums === undefined) return 'albums not readable';
  return albums.length === 1 ? '1 album' : `${albums.length} albums`;
}

/** Clocks may differ by this much: the `Date` header has whole seconds, and a response takes a while. */
const ALLOWED_MS = 60_000;

function checkClock(aheadMs: number): Finding {
  if (Math.abs(aheadMs) <= ALLOWED_MS) return good('Clock: agrees with the one of Immich.');
  const how = aheadMs > 0 ? 'behind' : 'ahead of';
  return bad(
    `Clock: this machine is ${ms(Math.abs(aheadMs), { long: true })} ${how} Immich; set the time of both, for example with NTP.`,
  );
}

function checkMapping({ from, to, covered, found, another }: PathMapCheck): Finding {
  if (covered === 0) {
    return another === undefined
      ? good('LIBRARY_PATH_MAP: Immich has no original yet to try it with.')
      : bad(`LIBRARY_PATH_MAP: no original of Immich is below ${from}; name a folder that ${another} is in.`);
  }
  if (found === 0)
    return bad(`LIBRARY_PATH_MAP: the originals of Immich below ${from} are not below ${to}; correct the pair.`);
  return good(`LIBRARY_PATH_MAP: originals below ${from} are read from ${to}.`);
}

function checkPermissions(permissions: Permissions, purposes: readonly Purpose[]): Finding {
  const { missing } = permissions;
  if (missing.length === 0) return good('API key: has every permission that is needed.');
  const lines = missing.map((permission) => `  - ${permission}${reasonFor(permission, purposes, permissions)}`);
  return bad(
    ['API key: lacks permissions; tick them in Immich under Account Settings > API Keys:', ...lines].join('\n'),
  );
}

/** No finding if no albums are configured, or if the key cannot list albums. */
function checkAlbums(configured: readonly string[], albums: ImmichCheck['albums']): readonly Finding[] {
  if (configured.length === 0 || albums === undefined) return [];
  const present = new Set(albums.map(({ id }) => id));
  const missing = configured.filter((id) => !present.has(id));
  if (missing.length === 0) return [good('ALBUM_IDS: every album is there.')];
  const lines = missing.map((id) => `  - ${id}`);
  const problem = 'ALBUM_IDS: Immich has no such albums for this key; take them out, or share them with its user:';
  return [bad([problem, ...lines].join('\n'))];
}
