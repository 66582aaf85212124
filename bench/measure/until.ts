import { setTimeout as sleep } from 'node:timers/promises';

const pauseMs = 20;
const patienceMs = 20_000;

/** Asks again until the answer is true; a failure counts as no. Gives up after 20 s. */
export async function until(what: string, test: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + patienceMs;
  while (!(await test().catch(() => false))) {
    if (performance.now() > end) throw new Error(`Waited in vain until ${what}.`);
    await sleep(pauseMs);
  }
}
