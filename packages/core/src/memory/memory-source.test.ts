import { describe, it } from 'vitest';
import { conformingLibrary } from '../../test/conforming-library.ts';
import { assetSourceConformance } from '../conformance/asset-source/suite.ts';
import { runCase } from '../conformance/conformance-case.ts';

describe('the memory source conforms', () => {
  for (const rule of assetSourceConformance)
    it(rule.name, (context) => runCase(rule, conformingLibrary(), (reason) => context.skip(reason)));
});
