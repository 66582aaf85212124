import type { Asset } from './asset.ts';

/** The data that a sidecar holds. */
export interface SidecarData {
  readonly asset: Asset;
  readonly people: readonly string[];
  /** Each tag with its parents, outermost first. */
  readonly tags: readonly (readonly string[])[];
}

/** Writes the content of sidecar files. */
export interface SidecarWriter {
  /** With its dot. */
  readonly extension: string;
  readonly mediaType: string;
  /** Equal data gives equal bytes. Must not throw. */
  write(data: SidecarData): Uint8Array;
}
