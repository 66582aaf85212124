import { LibraryError } from '../src/errors/library-error.ts';
import type { MemoryAlbum, MemoryLibrary } from '../src/memory/memory-library.ts';
import { createMemorySource } from '../src/memory/memory-source.ts';
import { createPhotoLibrary, type PhotoLibraryOptions, type ShowOptions } from '../src/photo-library.ts';
import type { AssetSource } from '../src/ports/asset-source.ts';
import type { RefreshReport } from '../src/ports/library-observer.ts';
import type { CollectionResource } from '../src/ports/resource.ts';
import { album, asset } from './library.ts';
import { createManualClock } from './manual-clock.ts';

export const trips = album('Trips', [asset('a.jpg'), asset('b.mp4')]);

/** Options of a library, those of `show` directly among them. */
export type Choices = Omit<Partial<PhotoLibraryOptions>, 'show'> & ShowOptions;

/** Moves the options of `show` into their group. */
export function grouped({
  source,
  clock,
  observer,
  store,
  sidecar,
  refresh,
  ...show
}: Choices): Partial<PhotoLibraryOptions> {
  const ports = { source, clock, observer, store, sidecar, refresh };
  return { ...Object.fromEntries(Object.entries(ports).filter(([, value]) => value !== undefined)), show };
}

/** A library over a memory source, parts of which may be overridden, and the events that it reported. */
export function setUp(
  albums: readonly MemoryAlbum[] | MemoryLibrary,
  { override, ...choices }: Choices & { override?: Partial<AssetSource> } = {},
) {
  const clock = createManualClock();
  const memory = createMemorySource(albums);
  const source: AssetSource = { ...memory, ...override };
  const events: string[] = [];
  const observer = {
    refreshed: ({ groups, changed, failed }: RefreshReport) => events.push(`refreshed ${groups} ${changed} ${failed}`),
    refreshFailed: (error: LibraryError) => events.push(`refresh failed: ${error.code}`),
    storeFailed: (error: LibraryError) => events.push(`store failed: ${error.code}`),
    groupFailed: (group: { name: string }, error: LibraryError) => events.push(`${group.name} failed: ${error.code}`),
    retrying: (_what: string, attempt: number) => events.push(`retry ${attempt}`),
    countMismatch: (_group: unknown, counted: number) => events.push(`disagrees ${counted}`),
    kindUnavailable: (kind: string, error: LibraryError) => events.push(`left out ${kind}: ${error.code}`),
    albumsMissing: (ids: readonly string[]) => events.push(`missing ${ids.join()}`),
    lengthCorrected: (_id: string, listed: number | undefined, actual: number) =>
      events.push(`length ${listed} ${actual}`),
  };
  const library = createPhotoLibrary({ source, clock, observer, ...grouped(choices) });
  const names = async (...path: string[]) => {
    const found = await library.tree.resolve(path);
    return (await library.tree.members(found as CollectionResource)).map(({ name }) => name);
  };
  return { library, tree: library.tree, memory, clock, events, names };
}

export const unavailable = () => new LibraryError('unavailable', 'It is down.');
