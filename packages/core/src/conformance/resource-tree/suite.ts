import { contentRules } from './content.ts';
import { identityRules } from './identity.ts';
import { pathRules } from './paths.ts';
import type { ResourceTreeCase } from './tree-under-test.ts';

/** Every rule of the port, for any test runner; see `runCase`. Some rules change the tree, so each needs a tree of its own. */
export const resourceTreeConformance: readonly ResourceTreeCase[] = [...pathRules, ...identityRules, ...contentRules];
