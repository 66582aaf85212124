import type { Random } from '@immich-webdav/demo-library';
import type { SoakLibrary } from '../library/soak-library.ts';
import type { Question } from './exchange.ts';

/** A kind of request. */
export interface Operation {
  readonly name: string;
  /** Statuses that are right whatever the state of Immich. */
  readonly statuses: readonly number[];
  /** True if it needs Immich, so that its answer may break off. */
  readonly isContent?: boolean;
  ask(around: Surroundings): Question;
}

export interface Surroundings {
  readonly library: SoakLibrary;
  readonly random: Random;
  /** An earlier entity tag, not always of this file. */
  readonly tag: string;
}

/** The library failed or timed out. */
const failures = [502, 503, 504];

const pathOf = (...segments: readonly string[]): string => segments.map(encodeURIComponent).join('/');

function aFile({ library, random }: Surroundings): string {
  const file = library.files[random.whole(0, library.files.length - 1)];
  return pathOf(file?.album ?? '', file?.name ?? '');
}

const anAlbum = ({ library, random }: Surroundings): string =>
  pathOf(library.albums[random.whole(0, library.albums.length - 1)] ?? '');

function aRange(random: Random): string {
  const first = random.whole(0, 60_000);
  return random.pick([
    `bytes=${first}-`,
    `bytes=${first}-${first + random.whole(0, 1_500_000)}`,
    `bytes=-${first + 1}`,
  ]);
}

const refused = (method: string): Operation => ({
  name: method,
  statuses: [403],
  ask: (around) => ({ method, path: aFile(around) }),
});

const propfind = (name: string, depth: string, where: (around: Surroundings) => string, more = {}): Operation => ({
  name: `PROPFIND ${name}`,
  statuses: [207, 404, ...failures],
  ask: (around) => ({ method: 'PROPFIND', path: where(around), headers: { depth, ...more } }),
});

/** The requests; one that occurs more often in this list is more likely. */
export const operations: readonly [Operation, ...Operation[]] = [
  propfind('root', '1', () => ''),
  propfind('root 0', '0', () => ''),
  propfind('album', '1', anAlbum),
  propfind('album, gzip', '1', anAlbum, { 'accept-encoding': 'gzip' }),
  propfind('album 0', '0', anAlbum),
  propfind('file', '0', aFile),
  { ...propfind('infinity', 'infinity', anAlbum), statuses: [403, 404, ...failures] },
  { name: 'HEAD', statuses: [200, 404, ...failures], ask: (around) => ({ method: 'HEAD', path: aFile(around) }) },
  { name: 'OPTIONS', statuses: [200], ask: (around) => ({ method: 'OPTIONS', path: aFile(around) }) },
  {
    name: 'GET folder',
    statuses: [200, 404, ...failures],
    ask: (around) => ({ method: 'GET', path: `${anAlbum(around)}/` }),
  },
  { name: 'GET nothing', statuses: [404, ...failures], ask: () => ({ method: 'GET', path: 'No%20such/file.jpg' }) },
  { name: 'GET nonsense', statuses: [400], ask: () => ({ method: 'GET', path: '%ff/%zz' }) },
  ...Array.from({ length: 3 }, () => ({
    name: 'GET',
    isContent: true,
    statuses: [200, 404, ...failures],
    ask: (around: Surroundings) => ({ method: 'GET', path: aFile(around) }),
  })),
  ...Array.from({ length: 3 }, () => ({
    name: 'GET range',
    isContent: true,
    statuses: [206, 404, 416, ...failures],
    ask: (around: Surroundings) => ({
      method: 'GET',
      path: aFile(around),
      headers: { range: aRange(around.random) },
    }),
  })),
  {
    name: 'GET If-Range',
    isContent: true,
    statuses: [200, 206, 404, 416, ...failures],
    ask: (around) => ({
      method: 'GET',
      path: aFile(around),
      headers: { range: aRange(around.random), 'if-range': around.tag },
    }),
  },
  {
    name: 'GET If-None-Match',
    isContent: true,
    statuses: [200, 304, 404, ...failures],
    ask: (around) => ({ method: 'GET', path: aFile(around), headers: { 'if-none-match': around.tag } }),
  },
  {
    name: 'GET If-Match',
    isContent: true,
    statuses: [200, 404, 412, ...failures],
    ask: (around) => ({ method: 'GET', path: aFile(around), headers: { 'if-match': around.tag } }),
  },
  ...Array.from({ length: 2 }, () => ({
    name: 'GET, left',
    isContent: true,
    statuses: [200, 404, ...failures],
    ask: (around: Surroundings) => ({
      method: 'GET',
      path: aFile(around),
      leavesAfter: around.random.whole(0, 300_000),
    }),
  })),
  refused('LOCK'),
  refused('PUT'),
  refused('DELETE'),
  // 405 where the collection exists (RFC 4918 section 9.3.1).
  { ...refused('MKCOL'), statuses: [403, 405, ...failures] },
];
