import { Agent, request } from 'node:http';
import type { PageReading, ReadPages } from '../page-reader.ts';

/** Reads the pages of all albums as our server asks for them, and looks at nothing but whether there is another page. */
async function readPages({ url, apiKey, albumIds, pages, concurrency }: ReadPages): Promise<PageReading> {
  const agent = new Agent({ keepAlive: true, maxSockets: concurrency });
  const headers = { 'x-api-key': apiKey, 'content-type': 'application/json', 'accept-encoding': 'gzip, deflate' };
  let requests = 0;
  let bytes = 0;
  const readPage = (body: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const length = { 'content-length': Buffer.byteLength(body) };
      const sent = request(`${url}/api/search/metadata`, { method: 'POST', agent, headers: { ...headers, ...length } });
      sent.on('error', reject);
      sent.on('response', (response) => {
        if (response.statusCode !== 200) reject(new Error(`A page was answered with ${response.statusCode}.`));
        response.on('data', (chunk: Buffer) => {
          bytes += chunk.length;
        });
        response.on('error', reject);
        response.on('end', resolve);
      });
      requests += 1;
      sent.end(body);
    });
  const waiting = albumIds.entries();
  const begun = performance.now();
  const worker = async (): Promise<void> => {
    for (const [at, id] of waiting)
      for (let page = 1; page <= (pages[at] ?? 1); page++)
        await readPage(JSON.stringify({ albumIds: [id], size: 1000, page, withExif: true }));
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  agent.destroy();
  return { seconds: (performance.now() - begun) / 1000, requests, bytes };
}

process.on('message', async (order: ReadPages) => process.send?.(await readPages(order)));
process.on('disconnect', () => process.exit());
