import { type Client, LibraryError } from '@immich-webdav/core';
import { expect, it, vi } from 'vitest';
import { MemoryTree } from './memory-tree.ts';
import { serve, sessionsOver } from './serving.ts';

it.each([undefined, `Basic ${Buffer.from('ada:secret').toString('base64')}`])(
  'passes the address of the connection to the authentication (Authorization: %s)',
  async (authorization) => {
    const clients: (Client | undefined)[] = [];
    const server = await serve(async (credentials, client) => {
      clients.push(client);
      return sessionsOver(new MemoryTree())(credentials);
    });
    // What a client claims is not where it is.
    const headers = { 'X-Forwarded-For': '192.0.2.1', ...(authorization !== undefined && { authorization }) };
    expect((await server.ask('OPTIONS', '/', { headers })).status).toBe(200);
    expect(clients).toEqual([{ address: '127.0.0.1' }]);
  },
);

it.each([
  [1, '1'],
  [1000, '1'],
  [299_001, '300'],
])(
  'answers 429 with Retry-After in whole seconds to who guessed too often (%i ms)',
  async (retryAfterMs, retryAfter) => {
    const server = await serve(() =>
      Promise.reject(new LibraryError('rate-limited', 'Try again later.', { retryAfterMs })),
    );
    const { status, headers } = await server.ask('PROPFIND', '/');
    expect([status, headers['retry-after'], headers['www-authenticate']]).toEqual([429, retryAfter, undefined]);
    expect(server.errors).toEqual([]);
  },
);

it('reports the principal of a request, and none of one that was refused', async () => {
  const principals: (string | undefined)[] = [];
  const server = await serve(sessionsOver(new MemoryTree()), {
    onRequest: ({ principal }) => principals.push(principal),
  });
  await server.ask('OPTIONS', '/');
  const refusing = await serve(() => Promise.reject(new LibraryError('unauthenticated', 'Log in.')), {
    onRequest: ({ principal }) => principals.push(principal),
  });
  await refusing.ask('OPTIONS', '/');
  await vi.waitFor(() => expect(principals).toEqual(['tester', undefined]), { timeout: 10_000 });
});
