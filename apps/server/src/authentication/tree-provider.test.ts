import { type Credentials, type ResourceTree, TreeError } from '@immich-webdav/core';
import { expect, it, vi } from 'vitest';
import { createTreeProvider } from './tree-provider.ts';

const tree = {} as ResourceTree;

it('gives the tree to everyone without an authenticator', async () => {
  const trees = createTreeProvider(tree, undefined);
  expect(await trees(undefined)).toBe(tree);
  expect(await trees({ username: 'any', password: 'thing' })).toBe(tree);
});

it('gives the tree to those whom the authenticator lets in, and passes the client on', async () => {
  const client = { address: '192.0.2.7' };
  const authenticate = vi.fn(async ({ password }: Credentials) => {
    if (password !== 'secret') throw new TreeError('unauthenticated', 'No.');
  });
  const trees = createTreeProvider(tree, authenticate);
  expect(await trees({ username: 'ada', password: 'secret' }, client)).toBe(tree);
  expect(authenticate).toHaveBeenCalledWith({ username: 'ada', password: 'secret' }, client);
  await expect(trees({ username: 'ada', password: 'guess' }, client)).rejects.toMatchObject({
    code: 'unauthenticated',
  });
  await expect(trees(undefined, client)).rejects.toMatchObject({ code: 'unauthenticated' });
  expect(authenticate).toHaveBeenCalledTimes(2);
});
