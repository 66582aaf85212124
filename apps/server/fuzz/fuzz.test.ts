import { expect, it } from 'vitest';
import { runFuzz } from './run-fuzz.ts';

it('5,000 random requests over raw sockets cause no crash, no 5xx, and no growth of memory and handles', async () => {
  // The same in each run; `pnpm bench fuzz` takes another seed each time.
  const { requests, answers, findings } = await runFuzz({ requests: 5000, seed: 1 });
  expect(findings).toEqual([]);
  expect(requests).toBeGreaterThanOrEqual(5000);
  // Many reach the methods, and are no errors.
  for (const status of ['200', '206', '207', '304', '400', '403', '404', '412', '413', '416'])
    expect([status, answers.get(status) ?? 0]).toEqual([status, expect.toSatisfy((count: number) => count >= 5)]);
}, 300_000);
