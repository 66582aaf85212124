import { createDigest } from '../base/digest.ts';
import { openBytes } from '../base/open-bytes.ts';
import { LibraryError } from '../errors/library-error.ts';
import type { Rendition } from '../ports/asset.ts';
import type { SourceKind } from '../ports/asset-group.ts';
import type { AssetSource, Stack } from '../ports/asset-source.ts';
import { type HeldGroup, heldGroups } from './memory-groups.ts';
import type { MemoryAlbum, MemoryAsset, MemoryLibrary, MemoryRendition } from './memory-library.ts';

/** The reference `AssetSource`: a library in memory with every ability, for tests, examples and as a model of other sources. */
export interface MemorySource extends AssetSource {
  /** Replaces the albums; everything else stays. */
  setAlbums(albums: readonly MemoryAlbum[]): void;
  /** Replaces the whole library. */
  setLibrary(library: MemoryLibrary): void;
}

function refuseAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new LibraryError('unavailable', 'The request was aborted.');
}

const gone = (what: string): LibraryError => new LibraryError('not-found', `There is no such ${what} in the library.`);

function renditionOf(asset: MemoryAsset | undefined, rendition: Rendition): MemoryRendition {
  if (!asset) throw gone('asset');
  const found = rendition === 'original' ? asset : asset.renditions?.[rendition];
  if (!found) throw gone(`${rendition} of the asset`);
  return found;
}

function tagOf(content: Uint8Array): string {
  const digest = createDigest();
  digest.addBytes(content);
  return digest.hex();
}

const noStacks: readonly Stack[] = [];
const groupKinds: readonly SourceKind[] = Object.keys(heldGroups) as SourceKind[];

/** Makes a source of albums, or of a whole library. Each change of the library sends a hint. */
export function createMemorySource(initial: readonly MemoryAlbum[] | MemoryLibrary = []): MemorySource {
  let library: MemoryLibrary = 'albums' in initial ? initial : { albums: initial };
  const held = (kind: SourceKind): readonly HeldGroup[] => heldGroups[kind](library);
  const find = (id: string): MemoryAsset | undefined =>
    groupKinds
      .flatMap(held)
      .flatMap(({ assets }) => assets)
      .find((asset) => asset.id === id);
  const watchers = new Set<() => void>();
  function setLibrary(next: MemoryLibrary): void {
    library = next;
    for (const onHint of watchers) onHint();
  }
  return {
    groupKinds,
    setAlbums: (albums) => setLibrary({ ...library, albums }),
    setLibrary,
    async listGroups(kind, options) {
      refuseAborted(options?.signal);
      return held(kind).map(({ group }) => group);
    },
    async *listAssets({ group }, options) {
      refuseAborted(options?.signal);
      const found = groupKinds.includes(group.kind as SourceKind) ? held(group.kind as SourceKind) : [];
      const assets = found.find(({ group: { id } }) => id === group.id)?.assets;
      if (!assets) throw gone(group.kind);
      yield assets.map(({ content: _content, renditions: _renditions, ...asset }) => asset);
    },
    stacks: {
      async list(options) {
        refuseAborted(options?.signal);
        return library.stacks ?? noStacks;
      },
    },
    changes: {
      watch(onHint, signal) {
        if (signal.aborted) return;
        // Each call is a watcher of its own, also with a function that watches already.
        const watcher = (): void => onHint();
        watchers.add(watcher);
        signal.addEventListener('abort', () => watchers.delete(watcher), { once: true });
      },
    },
    renditions: {
      async describe({ id }, rendition, options) {
        refuseAborted(options?.signal);
        const { content, mediaType } = renditionOf(find(id), rendition);
        return { size: content.length, mediaType, tag: tagOf(content) };
      },
    },
    async open(asset, rendition, options = {}) {
      refuseAborted(options.signal);
      const { content, mediaType } = renditionOf(find(asset.id), rendition);
      const metadata = rendition === 'original' ? {} : { mediaType, tag: tagOf(content) };
      return { ...openBytes(content, options.range), ...metadata };
    },
  };
}
