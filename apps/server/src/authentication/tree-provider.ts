import { type ResourceTree, TreeError, type TreeProvider } from '@immich-webdav/core';
import type { Authenticator } from './authenticator.ts';

/** Returns one tree for all whom the authenticator lets in; without one, for everyone. */
export function createTreeProvider(tree: ResourceTree, authenticate: Authenticator | undefined): TreeProvider {
  if (!authenticate) return async () => tree;
  return async (credentials, client) => {
    if (!credentials) throw new TreeError('unauthenticated', 'Log in with the name and password of this server.');
    await authenticate(credentials, client);
    return tree;
  };
}
