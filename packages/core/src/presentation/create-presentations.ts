import type { Catalog } from '../catalog/catalog.ts';
import type { LibraryContext } from '../catalog/context.ts';
import { type AssetLabels, createAssetLabels } from '../labels/asset-labels.ts';
import type { SidecarWriter } from '../ports/sidecar.ts';
import { createRenditionCache } from '../renditions/rendition-cache.ts';
import { createRenditionProber, type RenditionProber } from '../renditions/rendition-prober.ts';
import type { RenditionName } from '../renditions/renditions.ts';
import type { LivePhotos, Presentation, StackChoice } from './presentation.ts';
import { createStacks, type Stacks } from './stacks.ts';

/** Settings for how assets become files. */
export interface PresentationOptions {
  /** Ways to show assets: one is the root, several get a collection each. Originals unless set. */
  readonly renditions?: readonly RenditionName[];
  /** Stills alone unless set. */
  readonly livePhotos?: LivePhotos;
  /** All stacked assets unless set. */
  readonly stacks?: StackChoice;
  /** Present: every file has a sidecar beside it. */
  readonly sidecar?: SidecarWriter;
}

export interface Presentations {
  readonly all: readonly [Presentation, ...Presentation[]];
  readonly prober: RenditionProber;
  readonly stacks: Stacks;
  readonly labels: AssetLabels;
}

/** The presentations of a library, and the caches that they share. */
export function createPresentations(
  { renditions = [], livePhotos = 'still', stacks: stackChoice = 'all', sidecar }: PresentationOptions,
  catalog: Catalog,
  context: LibraryContext,
): Presentations {
  const cache = createRenditionCache(catalog, context);
  const prober = createRenditionProber(cache, context);
  const stacks = createStacks(context, stackChoice !== 'all');
  const common = { livePhotos, stackChoice, sidecar, renditions: cache, prober, stacks };
  const labels = createAssetLabels(catalog, context, sidecar !== undefined);
  const [first = 'original', ...more] = renditions;
  const allRenditions = [first, ...more];
  const show = (rendition: RenditionName): Presentation => ({ ...common, labels, rendition, allRenditions });
  return { all: [show(first), ...more.map(show)], prober, stacks, labels };
}
