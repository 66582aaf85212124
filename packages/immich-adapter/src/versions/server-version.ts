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

/** Errors of a server that may be about to be replaced. */
const AWAY: ReadonlySet<LibraryErrorCode> = new Set(['unavailable', 'timeout']);

/** Errors of a server that may be of another line by now. */
const OTHER: ReadonlySet<LibraryErrorCode> = new Set(['bad-response', 'not-supported']);

/** Reads the version of a server; needs no API key. */
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

/** Runs work in the way of the server's version. */
export interface VersionLines {
  /** The line of the server; read once and remembered, until an error lets doubt it. */
  current(signal?: AbortSignal): Promise<VersionLine>;
  /** The line of the server that answers now. */
  read(signal?: AbortSignal): Promise<VersionLine>;
  /** The line after `error`, if the server turns out to be of another one by now: the work is worth another try. */
  afterError(error: unknown, tried: VersionLine, signal?: AbortSignal): Promise<VersionLine | undefined>;
}

export function createVersionLines(api: JsonApi, onWarning: (message: string) => void = () => {}): VersionLines {
  let known: VersionLine | undefined;
  const warned = new Set<string>();
  const read = async (signal?: AbortSignal): Promise<VersionLine> => {
    const { line, warning } = lineOf(await readVersion(api, signal));
    if (warning !== undefined && !warned.has(warning)) {
      warned.add(warning);
      onWarning(warning);
    }
    known = line;
    return line;
  };
  return {
    current: async (signal) => known ?? read(signal),
    read,
    afterError: async (error, tried, signal) => {
      // Whoever was away may come back as another release.
      if (LibraryError.is(error) && AWAY.has(error.code)) known = undefined;
      if (!LibraryError.is(error) || !OTHER.has(error.code)) return undefined;
      const line = await read(signal);
      return line === tried ? undefined : line;
    },
  };
}

/** The newest line that is not newer than the version; what lies outside of all is tried as the nearest. */
function lineOf({ major, minor }: ImmichServerVersion): { line: VersionLine; warning?: string } {
  const fits = LINES.filter((one) => major > one.major || (major === one.major && minor >= one.minor));
  const newest = fits.at(-1);
  if (newest?.major === major) return { line: newest.line };
  const line = newest?.line ?? v2;
  const age = newest ? 'newer' : 'older';
  return { line, warning: `Immich ${major}.${minor} is ${age} than what was tested; it is treated as ${line.name}.` };
}
