import type { Catalog } from '../catalog/catalog.ts';
import type { GroupsLoader } from '../catalog/load-groups.ts';
import type { ListingLoader } from '../catalog/load-listing.ts';
import type { TrueSizes } from '../catalog/true-sizes.ts';
import type { UnavailableKinds } from '../catalog/unavailable-kinds.ts';
import type { Visibility } from '../catalog/visibility.ts';
import type { Clock } from '../ports/clock.ts';
import type { Presentation } from '../presentation/presentation.ts';
import type { Alternates } from '../renditions/alternates.ts';

/** What the collections of one presentation are made from. */
export interface TreeParts {
  readonly catalog: Catalog;
  readonly groups: GroupsLoader;
  readonly unavailable: UnavailableKinds;
  readonly listings: ListingLoader;
  readonly visibility: Pick<Visibility, 'generation' | 'returns' | 'isGone'>;
  readonly sizes: TrueSizes;
  readonly alternates: Alternates;
  readonly clock: Clock;
  readonly presentation: Presentation;
  /** True: files directly in the collection of their album. */
  readonly flatten: boolean;
  /** Lowercase, without dot: files with these extensions are not shown. */
  readonly excludedExtensions: ReadonlySet<string>;
  /** A collection of more files is divided. */
  readonly splitAt: number;
  /** Whether clients may make files and collections. */
  readonly isWritable: boolean;
}
