import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { groupIds, numbered } from '../test/kill/numbered.ts';
import { temporaryFolder } from '../test/temporary-folder.ts';
import { createListingStore } from './create-listing-store.ts';

const writer = fileURLToPath(new URL('../test/kill/writer.ts', import.meta.url));

/** Lets a writer run for so long and kills it; what it said. */
function runAndKill(folder: string, first: number, ms: number): Promise<string> {
  const args = ['--conditions=@immich-webdav/source', writer, folder, String(first)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    if (said === '') setTimeout(() => child.kill('SIGKILL'), ms);
    said += text;
  });
  return new Promise((resolve) => child.on('close', () => resolve(said)));
}

const versionOf = (revision: string | undefined): number => Number(/^version (\d+)$/.exec(revision ?? '')?.[1]);

/** Holds every listing against what was said to be written: that version or a later one, and all of it. */
async function check(folder: string, written: ReadonlyMap<string, number>): Promise<void> {
  const warnings: string[] = [];
  const onWarning = (warning: string) => void warnings.push(warning);
  const store = await createListingStore({ folder, identity: 'writer', memoryBytes: 1e6, onWarning });
  const entries = (await store.catalog.readEntries()) ?? [];
  expect(entries.map(({ group }) => group.id).toSorted()).toEqual(groupIds);
  for (const { group, listing } of entries) {
    const kept = await store.catalog.readListing(group.id);
    expect(kept?.etag).toBe(listing?.etag);
    if (kept) expect(kept).toEqual(numbered(versionOf(kept.revision)));
    const last = written.get(group.id);
    if (last !== undefined) expect(versionOf(kept?.revision)).toBeGreaterThanOrEqual(last);
  }
  expect(warnings).toEqual([]);
  await store.close();
}

async function killAgainAndAgain(times: number): Promise<number> {
  const folder = temporaryFolder();
  const written = new Map<string, number>();
  let last = 0;
  for (let kill = 0; kill < times; kill++) {
    const said = await runAndKill(folder, last + 1, Math.random() * 60);
    for (const [, id = '', version] of said.matchAll(/^(\w) (\d+)\n/gm)) written.set(id, Number(version));
    expect(said).not.toContain('warning');
    last = Math.max(last, ...written.values()) + 1;
    await check(folder, written);
  }
  return written.size;
}

it('has every listing whole, the old or the new one, after each of a hundred kills', async () => {
  const lanes = await Promise.all(Array.from({ length: 4 }, () => killAgainAndAgain(25)));
  // Otherwise nothing was written, and nothing proven.
  expect(lanes).toEqual(lanes.map(() => groupIds.length));
});
