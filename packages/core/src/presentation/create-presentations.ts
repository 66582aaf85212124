import type { Catalog } from '../catalog/catalog.ts';
import type { LibraryContext } from '../catalog/context.ts';
import { type AssetLabels, createAssetLabels } from '../labels/asset-labels.ts';
import type { SidecarWriter } from '../ports/sidecar.ts';
import { createRenditionCache } from '../renditions/rendition-cache.ts';
import { createRenditionProber, type RenditionProber } from '../renditions/rendition-prober.ts';
import type { RenditionName } from '../renditions/renditions.ts';
import type { LivePhotos, Presentation, StackChoice } from './presentation.ts';
import { createStacks, type Stacks } from './stacks.ts';

/** What a user may choose about how assets become files. */
export interface PresentationOptions {
  /** How assets are shown: one way is the root, several get a folder each; originals unless told. */
  readonly renditions?: readonly RenditionName[];
  /** Stills alone unless told. */
  readonly livePhotos?: LivePhotos;
  /** All that is stacked unless told. */
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

/** The ways in which a library is shown, with what they have in common. */
export function createPresentations(
  { renditions = [], livePhotos = 'still', stacks: stackChoice = 'all', sidecar }: PresentationOptions,
  catalog: Catalog,
  context: LibraryContext,
): Presentations {
  const book = createRenditionCache(catalog, context);
  const prober = createRenditionProber(book, context);
  const stacks = createStacks(context, stackChoice !== 'all');
  const common = { livePhotos, stackChoice, sidecar, renditions: book, prober, stacks };
  const labels = createAssetLabels(catalog, context, sidecar !== undefined);
  const [first = 'original', ...more] = renditions;
  const show = (rendition: RenditionName): Presentation => ({ ...common, labels, rendition });
  return { all: [show(first), ...more.map(show)], prober, stacks, labels };
}
