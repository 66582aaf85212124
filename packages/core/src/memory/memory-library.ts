import type { Asset, Rendition } from '../ports/asset.ts';
import type { Stack } from '../ports/asset-source.ts';

/** The bytes of a rendition. */
export interface MemoryRendition {
  readonly content: Uint8Array;
  readonly mediaType: string;
}

/** An asset with its bytes. */
export type MemoryAsset = Asset & {
  readonly content: Uint8Array;
  /** Its renditions besides the original. */
  readonly renditions?: { readonly [Name in Rendition]?: MemoryRendition };
};

/** An album of a memory source. */
export interface MemoryAlbum {
  readonly id: string;
  readonly name: string;
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly createdAt: number;
  /** Name of the owner of a shared album; absent = the user. */
  readonly owner?: string;
  readonly assets: readonly MemoryAsset[];
}

/** A person, a tag or a saved search of a memory source. */
export interface MemoryGroup {
  readonly id: string;
  readonly name: string;
  /** Names of the parents of a tag, outermost first. */
  readonly parents?: readonly string[];
  readonly assets: readonly MemoryAsset[];
}

/** A library as a memory source holds it. */
export interface MemoryLibrary {
  readonly albums: readonly MemoryAlbum[];
  /** Assets that are in no album. */
  readonly loose?: readonly MemoryAsset[];
  readonly people?: readonly MemoryGroup[];
  readonly tags?: readonly MemoryGroup[];
  readonly searches?: readonly MemoryGroup[];
  readonly stacks?: readonly Stack[];
}
