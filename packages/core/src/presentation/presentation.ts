import type { AssetLabels } from '../labels/asset-labels.ts';
import type { SidecarWriter } from '../ports/sidecar.ts';
import type { RenditionCache } from '../renditions/rendition-cache.ts';
import type { RenditionProber } from '../renditions/rendition-prober.ts';
import { type RenditionName, renditionChoices } from '../renditions/renditions.ts';
import type { Stacks } from './stacks.ts';

/** Whether the video part of a live photo is shown beside its still. */
export type LivePhotos = 'still' | 'pair';

/** What is shown of a stack: all, the one that stands for it, or that one and the others in a folder beside it. */
export type StackChoice = 'all' | 'primary' | 'folder';

/** How assets become files. */
export interface Presentation {
  readonly rendition: RenditionName;
  readonly livePhotos: LivePhotos;
  readonly stackChoice: StackChoice;
  readonly sidecar: SidecarWriter | undefined;
  readonly renditions: RenditionCache;
  readonly prober: Pick<RenditionProber, 'learn'>;
  readonly stacks: Stacks;
  readonly labels: AssetLabels;
}

/** What is shown beside each file; of what is not the whole asset nothing is. */
export function beside({ rendition, livePhotos, sidecar }: Presentation): {
  readonly motion: boolean;
  readonly sidecar: SidecarWriter | undefined;
} {
  const { isWhole } = renditionChoices[rendition];
  return { motion: livePhotos === 'pair' && isWhole, sidecar: isWhole ? sidecar : undefined };
}

/** Originals and nothing else: every file is as it is listed. */
export const isPlain = ({ rendition, livePhotos, stackChoice, sidecar }: Presentation): boolean =>
  rendition === 'original' && livePhotos === 'still' && stackChoice === 'all' && !sidecar;

/** Another text when the files of all groups are others although no listing changed. */
export function versionOf(presentation: Presentation): string {
  const { stackChoice, stacks, labels } = presentation;
  const { sidecar } = beside(presentation);
  return [stackChoice === 'all' ? '' : stacks.version, sidecar ? labels.version() : ''].join(' ');
}

/** Another text when the files of a group are others although its listing did not change; the same for plain ones always. */
export const versionFor = (groupId: string, presentation: Presentation): string =>
  isPlain(presentation)
    ? ''
    : `${presentation.rendition} ${presentation.renditions.versionOf(groupId)} ${versionOf(presentation)}`;
