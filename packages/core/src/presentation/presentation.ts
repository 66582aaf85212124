import type { AssetLabels } from '../labels/asset-labels.ts';
import type { SidecarWriter } from '../ports/sidecar.ts';
import type { RenditionCache } from '../renditions/rendition-cache.ts';
import type { RenditionProber } from '../renditions/rendition-prober.ts';
import { neededRenditions, type RenditionName, renditionChoices } from '../renditions/renditions.ts';
import type { Stacks } from './stacks.ts';

/** Whether the video part of a live photo is shown beside its still. */
export type LivePhotos = 'still' | 'pair';

/** Files of a stack: all, the primary alone, or the primary with a collection of the others beside it. */
export type StackChoice = 'all' | 'primary' | 'folder';

/** How assets become files. */
export interface Presentation {
  readonly rendition: RenditionName;
  /** Those of all presentations of the library, this one included. */
  readonly allRenditions: readonly RenditionName[];
  readonly livePhotos: LivePhotos;
  readonly stackChoice: StackChoice;
  readonly sidecar: SidecarWriter | undefined;
  readonly renditions: RenditionCache;
  readonly prober: Pick<RenditionProber, 'request'>;
  readonly stacks: Stacks;
  readonly labels: AssetLabels;
}

/** What is shown beside each file: nothing where files are smaller pictures of their assets. */
export function beside({ rendition, livePhotos, sidecar }: Presentation): {
  readonly motion: boolean;
  readonly sidecar: SidecarWriter | undefined;
} {
  const { isWhole } = renditionChoices[rendition];
  return { motion: livePhotos === 'pair' && isWhole, sidecar: isWhole ? sidecar : undefined };
}

/** True: originals and nothing else, so every file is as its listing says. */
export const isPlain = ({ rendition, livePhotos, stackChoice, sidecar }: Presentation): boolean =>
  rendition === 'original' && livePhotos === 'still' && stackChoice === 'all' && !sidecar;

/** True: each asset of a listing is a file of its name, with its original bytes. */
export const showsOriginals = ({ rendition, stackChoice }: Presentation): boolean =>
  rendition === 'original' && stackChoice === 'all';

/** Opaque fingerprint of stacks and labels: changes when files of all groups change although no listing did. */
export function fingerprintOf(presentation: Presentation): string {
  const { stackChoice, stacks, labels } = presentation;
  const { sidecar } = beside(presentation);
  return [stackChoice === 'all' ? '' : stacks.fingerprint, sidecar ? labels.fingerprint() : ''].join(' ');
}

/** Opaque fingerprint of everything that files of a group show besides their listing; empty for plain ones. */
export function groupFingerprint(groupId: string, presentation: Presentation): string {
  if (isPlain(presentation)) return '';
  const { rendition, renditions } = presentation;
  const { motion } = beside(presentation);
  const shown = [...neededRenditions(rendition), ...(motion ? (['motion'] as const) : [])];
  return `${rendition} ${renditions.fingerprintOf(groupId, shown)} ${fingerprintOf(presentation)}`;
}
