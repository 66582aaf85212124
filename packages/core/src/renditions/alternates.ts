import type { Asset, Rendition } from '../ports/asset.ts';
import { renditionChoices } from './renditions.ts';

/** The renditions of an asset besides the one that a file shows; undefined where there are none. Equal answers are one array. */
export type Alternates = (asset: Asset, shown: Rendition) => readonly Rendition[] | undefined;

const everyDevice = renditionChoices.compatible;

const numberOf: Readonly<Record<Rendition, number>> = {
  original: 0,
  edited: 1,
  fullsize: 2,
  preview: 3,
  thumbnail: 4,
  playback: 5,
  motion: 6,
};

function renditionsOf(asset: Asset): readonly Rendition[] {
  const own: readonly Rendition[] = ['original', everyDevice.wants(asset)];
  const edited: readonly Rendition[] = asset.isEdited ? ['edited'] : [];
  const motion: readonly Rendition[] = asset.motionId === undefined ? [] : ['motion'];
  return [...new Set<Rendition>([...own, ...edited, 'preview', 'thumbnail', ...motion])];
}

/** Alternates of a source; none where the source has originals only. */
export function createAlternates(hasRenditions: boolean): Alternates {
  if (!hasRenditions) return () => undefined;
  // There may be a hundred thousand files, and few combinations: a number is a quicker key than a text.
  const combinations = new Map<number, readonly Rendition[]>();
  return (asset, shown) => {
    const flags = (asset.isEdited ? 2 : 0) + (asset.motionId === undefined ? 0 : 1);
    const key = (numberOf[shown] * 8 + numberOf[everyDevice.wants(asset)]) * 4 + flags;
    const made = combinations.get(key);
    if (made) return made;
    const alternates = renditionsOf(asset).filter((one) => one !== shown);
    combinations.set(key, alternates);
    return alternates;
  };
}
