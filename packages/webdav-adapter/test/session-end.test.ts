import { request as httpRequest } from 'node:http';
import { Readable } from 'node:stream';
import { createMemoryTree } from '@immich-webdav/core';
import { expect, test, vi } from 'vitest';
import { serve } from './serving.ts';

const settled = { timeout: 10_000 };

function counted() {
  const tree = createMemoryTree();
  tree.addFile(['a.jpg'], { content: new Uint8Array(1000) });
  let begun = 0;
  const end = vi.fn();
  const open = async () => {
    begun += 1;
    return { principal: { id: 'ada', name: 'Ada' }, tree, end };
  };
  return { tree, open, end, begun: () => begun };
}

test.each([
  ['PROPFIND', '/', 207],
  ['GET', '/a.jpg', 200],
  ['HEAD', '/a.jpg', 200],
  ['GET', '/absent.jpg', 404],
  ['PUT', '/b.jpg', 403],
  ['OPTIONS', '/', 200],
])('a session ends once when %s %s is answered', async (method, path, status) => {
  const { open, end, begun } = counted();
  const { ask } = await serve(open);
  const headers = method === 'PROPFIND' ? { Depth: '1' } : {};
  expect((await ask(method, path, { headers })).status).toBe(status);
  await vi.waitFor(() => expect(end).toHaveBeenCalledTimes(1), settled);
  expect(begun()).toBe(1);
});

test('a session lasts as long as its download, and ends when the client is gone', async () => {
  const { tree, open, end } = counted();
  const stalling = async () => ({ body: new Readable({ read() {} }), size: 1000, mediaType: 'image/jpeg' });
  const { port } = await serve(async () => ({ ...(await open()), tree: { ...tree, open: stalling } }));
  const request = httpRequest({ host: '127.0.0.1', port, path: '/a.jpg', agent: false });
  request.on('error', () => {});
  request.end();
  expect(await serving(port)).toBe(207);
  await vi.waitFor(() => expect(end).toHaveBeenCalledTimes(1), settled);
  request.destroy();
  await vi.waitFor(() => expect(end).toHaveBeenCalledTimes(2), settled);
});

/** The status of another request, by which the first one has arrived too. */
const serving = async (port: number): Promise<number> =>
  (await fetch(`http://127.0.0.1:${port}/`, { method: 'PROPFIND', headers: { depth: '0' } })).status;
