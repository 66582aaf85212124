import { LibraryError, type LibraryErrorCode } from '@immich-webdav/core';
import type { ImmichServerVersion } from '../contract/immich.ts';
import type { JsonApi } from '../http/json-api.ts';
import { v2 } from './v2.ts';
import { v3 } from './v3.ts';
import type { VersionLine } from './version-line.ts';

/** Oldest first; each from this release on. */
const LINES: readonly { readonly major: number; readonly minor: number; readonly line: VersionLine }[] = [
  { major: 2, minor: 7, line: v2 },
  { major: 3, minor: 0, line: v3 },
];

/** Errors of a server that may be about to be upgraded. */
const AWAY: ReadonlySet<LibraryErrorCode> = new Set(['unavailable', 'timeout']);

/** Errors of a server that may be of another line. */
const OTHER: ReadonlySet<LibraryErrorCode> = new Set(['bad-response', 'not-supported']);

/** Reads the version of a server. Needs no API key. */
export async function readVersion(api: JsonApi, signal?: AbortSignal): Promise<ImmichServerVersion> {
  const version = await api.ask((client, init) => client.GET('/server/version', init), signal && { signal });
  if (!Number.isInteger(version.major) || !Number.isInteger(version.minor)) throw notImmich();
  return version;
}

const notImmich = (): LibraryError =>
  new LibraryError(
    'bad-response',
    'The server at IMMICH_URL is not Immich, whose version has another form; check the address.',
  );

/** Selects the release line of the server. */
export interface VersionLines {
  /** The cached line of the server. */
  current(signal?: AbortSignal): Promise<VersionLine>;
  /** The line of the server, read now. */
  read(signal?: AbortSignal): Promise<VersionLine>;
  /** The line of the server after an error, if it changed: the caller can retry with it. */
  afterError(error: unknown, tried: VersionLine, signal?: AbortSignal): Promise<VersionLine | undefined>;
}

export function createVersionLines(api: JsonApi, onWarning: (message: string) => void = () => {}): VersionLines {
  let cached: VersionLine | undefined;
  const warned = new Set<string>();
  const read = async (signal?: AbortSignal): Promise<VersionLine> => {
    const { line, warning } = lineOf(await readVersion(api, signal));
    if (warning !== undefined && !warned.has(warning)) {
      warned.add(warning);
      onWarning(warning);
    }
    cached = line;
    return line;
  };
  return {
    current: async (signal) => cached ?? read(signal),
    read,
    afterError: async (error, tried, signal) => {
      // A server that was unavailable may have been upgraded.
      if (LibraryError.is(error) && AWAY.has(error.code)) cached = undefined;
      if (!LibraryError.is(error) || !OTHER.has(error.code)) return undefined;
      const line = await read(signal);
      return line === tried ? undefined : line;
    },
  };
}

/** The newest line not newer than the version, or the nearest one, with a warning. */
function lineOf({ major, minor }: ImmichServerVersion): { line: VersionLine; warning?: string } {
  const fits = LINES.filter((one) => major > one.major || (major === one.major && minor >= one.minor));
  const newest = fits.at(-1);
  if (newest?.major === major) return { line: newest.line };
  const line = newest?.line ?? v2;
  const age = newest ? 'newer' : 'older';
  return { line, warning: `Immich ${major}.${minor} is ${age} than what was tested; it is treated as ${line.name}.` };
}
