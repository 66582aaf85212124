import type { Asset } from './asset.ts';

/** What a sidecar tells of an asset. */
export interface SidecarData {
  readonly asset: Asset;
  readonly people: readonly string[];
  /** Each from its outermost parent. */
  readonly tags: readonly (readonly string[])[];
}

/** Writes files that stand beside others and tell of them: the third driven port. */
export interface SidecarWriter {
  /** With its dot; it comes after the whole name of the file. */
  readonly extension: string;
  readonly mediaType: string;
  /** The same facts give the same bytes. Must not throw. */
  write(facts: SidecarData): Uint8Array;
}
