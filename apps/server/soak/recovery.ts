import { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { exchange } from './clients/exchange.ts';
import type { SoakLibrary } from './library/soak-library.ts';

/** After many failures, refreshes run every five minutes. */
const PATIENCE_MS = 330_000;

/** Waits until clients see a new file in every album, then reads every file once. Resolves with the problems. */
export async function recover(library: SoakLibrary, url: string): Promise<readonly string[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 2 });
  const wrong: string[] = [];
  const deadline = performance.now() + PATIENCE_MS;
  for (const album of library.albums) {
    const { name } = library.addFile(album);
    while (!(await namesIn(agent, url, album)).includes(name)) {
      if (performance.now() > deadline) return [`${album} does not show ${name} although all troubles are over`];
      await sleep(100);
    }
  }
  for (const file of library.files) {
    const { immich } = library;
    const { trashedAt, content } = immich.library.asset(file.id);
    if (trashedAt !== null) continue;
    const path = `${encodeURIComponent(file.album)}/${encodeURIComponent(file.name)}`;
    const { status, end, body } = await exchange(agent, url, { method: 'GET', path });
    const wanted = await library.bytes(content.sha1().toString('hex'));
    if (status !== 200 || end !== 'whole' || !wanted?.equals(body))
      wrong.push(`${path} is not right after the troubles: ${status}, ${end}, ${body.length} of ${content.size} bytes`);
  }
  agent.destroy();
  return wrong;
}

async function namesIn(agent: Agent, url: string, album: string): Promise<readonly string[]> {
  const question = { method: 'PROPFIND', path: `${encodeURIComponent(album)}/`, headers: { depth: '1' } };
  const { body } = await exchange(agent, url, question);
  return [...body.toString().matchAll(/<[\w:]*href>[^<]*\/([^<]+)</g)].map(([, name = '']) => decodeURIComponent(name));
}
