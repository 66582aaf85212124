import { albumRules } from './albums.ts';
import { groupRules } from './groups.ts';
import type { AssetSourceCase } from './library-under-test.ts';
import { originalRules } from './originals.ts';
import { closeRules, otherAbilityRules } from './other-abilities.ts';
import { renditionRules } from './renditions.ts';

/**
 * Every rule of the port, for any test runner; see `runCase`. Rules of optional abilities are skipped with a reason where the
 * ability is absent. The last rule closes the source.
 */
export const assetSourceConformance: readonly AssetSourceCase[] = [
  ...groupRules,
  ...albumRules,
  ...originalRules,
  ...renditionRules,
  ...otherAbilityRules,
  ...closeRules,
];
