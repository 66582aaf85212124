import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../test/temporary-folder.ts';
import { findingsOf } from './bounds.ts';
import { troubles } from './faults/fault-table.ts';
import { runSoak } from './run-soak.ts';

/** A short soak; `pnpm soak` runs for ten minutes with a random seed. */
describe('a minute of clients, changes and troubles', () => {
  it('serves no wrong byte, recovers from all of it and leaves nothing behind', async () => {
    const report = await runSoak({ seconds: 60, seed: 20_261_123, version: '2.7.5', folder: temporaryFolder() });
    expect(findingsOf(report)).toEqual([]);
    expect(report.verified).toBeGreaterThan(100);
    expect(report.troubles.size).toBeGreaterThan(troubles.length / 3);
  });
});
