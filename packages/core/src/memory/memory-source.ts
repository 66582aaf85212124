import { TreeError } from '../errors/tree-error.ts';
import { createDigest } from '../listing/digest.ts';
import type { Asset } from '../ports/asset.ts';
import type { AssetGroup, AssetSource } from '../ports/asset-source.ts';
import type { ByteRange } from '../ports/content.ts';

/** An album of a memory source. */
export interface MemoryAlbum {
  readonly id: string;
  readonly name: string;
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly createdAt: number;
  readonly assets: readonly MemoryAsset[];
}

export type MemoryAsset = Asset & { readonly content: Uint8Array };

/** The reference `AssetSource`: albums that are held in memory, for tests, examples and as a model to write others by. */
export interface MemorySource extends AssetSource {
  /** Replaces the whole library. */
  setAlbums(albums: readonly MemoryAlbum[]): void;
}

function revisionOf(album: MemoryAlbum): string {
  const digest = createDigest();
  for (const { id, revision, fileName, size } of album.assets)
    digest.add(`${id} ${revision} ${fileName} ${size ?? ''}`);
  return digest.hex();
}

const toGroup = (album: MemoryAlbum): AssetGroup => ({
  kind: 'album',
  id: album.id,
  name: album.name,
  createdAt: album.createdAt,
  modifiedAt: album.assets.reduce((newest, { uploadedAt }) => Math.max(newest, uploadedAt), album.createdAt),
  assetCount: album.assets.length,
  revision: revisionOf(album),
});

function refuseAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new TreeError('unavailable', 'The request was given up.');
}

const gone = (what: string): TreeError => new TreeError('not-found', `There is no such ${what} in the library.`);

function inside(range: ByteRange | undefined, size: number): ByteRange | undefined {
  if (range && range.first >= size) {
    throw new TreeError('range-not-satisfiable', 'The range begins past the end of the file.');
  }
  return range && { first: range.first, last: Math.min(range.last, size - 1) };
}

/** Makes a library of the given albums. */
export function createMemorySource(initial: readonly MemoryAlbum[] = []): MemorySource {
  let albums = initial;
  const find = (id: string): MemoryAsset | undefined =>
    albums.flatMap(({ assets }) => assets).find((asset) => asset.id === id);
  return {
    groupKinds: ['album'],
    setAlbums(next) {
      albums = next;
    },
    async listGroups(_kind, options) {
      refuseAborted(options?.signal);
      return albums.map(toGroup);
    },
    async *listAssets({ group }, options) {
      refuseAborted(options?.signal);
      const album = albums.find(({ id }) => id === group.id);
      if (!album) throw gone('album');
      yield album.assets.map(({ content: _content, ...asset }) => asset);
    },
    async open(asset, _rendition, options = {}) {
      refuseAborted(options.signal);
      const content = find(asset.id)?.content;
      if (!content) throw gone('asset');
      const range = inside(options.range, content.length);
      const bytes = range ? content.subarray(range.first, range.last + 1) : content;
      const body = (async function* () {
        yield bytes;
      })();
      return { body, size: content.length, ...(range ? { range } : {}) };
    },
  };
}
