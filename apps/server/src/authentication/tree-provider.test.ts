import type { ResourceTree } from '@immich-webdav/core';
import { expect, it } from 'vitest';
import { createPlainVerifier } from './plain-verifier.ts';
import { createTreeProvider } from './tree-provider.ts';

const tree = {} as ResourceTree;

it('gives the tree to everyone without a verifier', async () => {
  const trees = createTreeProvider(tree, undefined);
  expect(await trees(undefined)).toBe(tree);
  expect(await trees({ username: 'any', password: 'thing' })).toBe(tree);
});

it('gives the tree only for the right credentials', async () => {
  const trees = createTreeProvider(tree, createPlainVerifier('ada', 'secret'));
  expect(await trees({ username: 'ada', password: 'secret' })).toBe(tree);
  await expect(trees(undefined)).rejects.toMatchObject({ code: 'unauthenticated' });
  await expect(trees({ username: 'ada', password: 'guess' })).rejects.toMatchObject({ code: 'unauthenticated' });
});
