import type { Asset, Rendition } from '../ports/asset.ts';
import type { Stack } from '../ports/asset-source.ts';

/** What a rendition holds. */
export interface MemoryRendition {
  readonly content: Uint8Array;
  readonly mediaType: string;
}

/** An asset with its bytes. */
export type MemoryAsset = Asset & {
  readonly content: Uint8Array;
  /** What it can be read as besides its original. */
  readonly renditions?: { readonly [Name in Rendition]?: MemoryRendition };
};

/** An album of a memory source. */
export interface MemoryAlbum {
  readonly id: string;
  readonly name: string;
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly createdAt: number;
  /** The name of its owner, where it is shared by somebody else. */
  readonly owner?: string;
  readonly assets: readonly MemoryAsset[];
}

/** A person, a tag or a saved search of a memory source. */
export interface MemoryGroup {
  readonly id: string;
  readonly name: string;
  /** Names of the tags that a tag is within, from the outermost. */
  readonly parents?: readonly string[];
  readonly assets: readonly MemoryAsset[];
}

/** Everything that a memory source holds. */
export interface MemoryLibrary {
  readonly albums: readonly MemoryAlbum[];
  /** Assets that are in no album. */
  readonly loose?: readonly MemoryAsset[];
  readonly people?: readonly MemoryGroup[];
  readonly tags?: readonly MemoryGroup[];
  readonly searches?: readonly MemoryGroup[];
  readonly stacks?: readonly Stack[];
}
