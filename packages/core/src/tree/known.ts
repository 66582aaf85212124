import type { Catalog } from '../catalog/catalog.ts';
import type { GroupsLoader } from '../catalog/load-groups.ts';
import type { ListingLoader } from '../catalog/load-listing.ts';
import type { TrueSizes } from '../catalog/true-sizes.ts';
import type { UnavailableKinds } from '../catalog/unavailable-kinds.ts';
import type { Visibility } from '../catalog/visibility.ts';
import type { Clock } from '../ports/clock.ts';
import type { Presentation } from '../presentation/presentation.ts';

/** What the tree is made of. */
export interface Known {
  readonly catalog: Catalog;
  readonly groups: GroupsLoader;
  readonly unavailable: UnavailableKinds;
  readonly listings: ListingLoader;
  readonly visibility: Pick<Visibility, 'generation' | 'returns' | 'isGone'>;
  readonly sizes: TrueSizes;
  readonly clock: Clock;
  readonly presentation: Presentation;
  /** True: files directly in the folder of their album. */
  readonly flatten: boolean;
  /** Lowercase, without dot: files with these extensions are left out. */
  readonly excludedExtensions: ReadonlySet<string>;
  /** A folder of more files is split. */
  readonly splitAt: number;
}
