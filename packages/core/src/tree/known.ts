import type { Catalog } from '../library/catalog.ts';
import type { ListingLoader } from '../library/load-listing.ts';
import type { TrueSizes } from '../library/true-sizes.ts';
import type { Clock } from '../ports/clock.ts';

/** What the tree is made of. */
export interface Known {
  readonly catalog: Catalog;
  readonly listings: ListingLoader;
  readonly sizes: TrueSizes;
  readonly clock: Clock;
  /** True: files directly in the album. */
  readonly flatten: boolean;
  /** Lowercase, without dot: files with these extensions are left out. */
  readonly excludedExtensions: ReadonlySet<string>;
}
