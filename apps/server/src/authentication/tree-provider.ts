import { type ResourceTree, TreeError, type TreeProvider } from '@immich-webdav/core';
import type { Verifier } from './verifier.ts';

/** Gives one tree to everyone whom the verifier knows; without a verifier, to everyone. */
export function createTreeProvider(tree: ResourceTree, verifier: Verifier | undefined): TreeProvider {
  if (!verifier) return async () => tree;
  return async (credentials) => {
    if (!credentials) throw new TreeError('unauthenticated', 'Log in with the name and password of this server.');
    if (await verifier(credentials)) return tree;
    throw new TreeError('unauthenticated', 'The name or the password is wrong.');
  };
}
