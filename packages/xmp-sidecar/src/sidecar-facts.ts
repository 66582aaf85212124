import type { Asset } from '@immich-webdav/core';

/** What a sidecar tells. */
export interface SidecarFacts {
  readonly asset: Asset;
  /** Names of who is in the picture. */
  readonly people: readonly string[];
  /** Each from its outermost parent: `['Trips', '2024', 'Rome']`. */
  readonly tags: readonly (readonly string[])[];
}
