import { expect, it } from 'vitest';
import { runFuzz } from './run-fuzz.ts';

it('5,000 random requests over raw sockets cause no crash, no 5xx, and no growth of memory and handles', async () => {
  // The same in each run; `pnpm bench fuzz` takes another seed each time.
  const { requests, findings } = await runFuzz({ requests: 5000, seed: 1 });
  expect(findings).toEqual([]);
  expect(requests).toBeGreaterThanOrEqual(5000);
}, 300_000);
