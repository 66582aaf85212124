import type { Asset, Rendition } from '../ports/asset.ts';
import { renditionChoices } from './renditions.ts';

/** The renditions of an asset besides the one that a file shows; undefined where there are none. Equal answers are one array. */
export type Alternates = (asset: Asset, shown: Rendition) => readonly Rendition[] | undefined;

const everyDevice = renditionChoices.compatible;

function renditionsOf(asset: Asset): readonly Rendition[] {
  const own: readonly Rendition[] = ['original', everyDevice.wants(asset)];
  const edited: readonly Rendition[] = asset.isEdited ? ['edited'] : [];
  const motion: readonly Rendition[] = asset.motionId === undefined ? [] : ['motion'];
  return [...new Set<Rendition>([...own, ...edited, 'preview', 'thumbnail', ...motion])];
}

/** Alternates of a source; none where the source has originals only. */
export function createAlternates(hasRenditions: boolean): Alternates {
  if (!hasRenditions) return () => undefined;
  // There may be a hundred thousand files, and few combinations.
  const combinations = new Map<string, readonly Rendition[]>();
  return (asset, shown) => {
    const key = `${shown} ${everyDevice.wants(asset)} ${asset.isEdited ?? ''} ${asset.motionId === undefined}`;
    const known = combinations.get(key) ?? renditionsOf(asset).filter((one) => one !== shown);
    combinations.set(key, known);
    return known;
  };
}
