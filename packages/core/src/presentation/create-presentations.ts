import type { Catalog } from '../library/catalog.ts';
import type { LibraryContext } from '../library/context.ts';
import type { SidecarWriter } from '../ports/sidecar.ts';
import { createLabelBook, type LabelBook } from './labels.ts';
import type { LivePhotos, Presentation, StackChoice } from './presentation.ts';
import { createRenditionBook } from './rendition-book.ts';
import { createRenditionLearner, type RenditionLearner } from './rendition-learner.ts';
import type { RenditionName } from './renditions.ts';
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
  readonly learner: RenditionLearner;
  readonly stacks: Stacks;
  readonly labels: LabelBook;
}

/** The ways in which a library is shown, with what they have in common. */
export function createPresentations(
  { renditions = [], livePhotos = 'still', stacks: stackChoice = 'all', sidecar }: PresentationOptions,
  catalog: Catalog,
  context: LibraryContext,
): Presentations {
  const book = createRenditionBook(catalog, context);
  const learner = createRenditionLearner(book, context);
  const stacks = createStacks(context, stackChoice !== 'all');
  const common = { livePhotos, stackChoice, sidecar, renditions: book, learner, stacks };
  const labels = createLabelBook(catalog, context, sidecar !== undefined);
  const [first = 'original', ...more] = renditions;
  const show = (rendition: RenditionName): Presentation => ({ ...common, labels, rendition });
  return { all: [show(first), ...more.map(show)], learner, stacks, labels };
}
