import { type Client, type Credentials, type ResourceTree, TreeError, type TreeProvider } from '@immich-webdav/core';
import type { v2 } from 'webdav-server';
import { type Arrival, arrivalOf } from './arrival.ts';
import { parseCredentials } from './credentials.ts';

/** The engine's idea of a user, carrying what this one may see. */
export interface TreeUser extends v2.IUser {
  readonly tree: ResourceTree;
}

export interface BasicAuthenticationOptions {
  readonly requireCredentials: boolean;
  readonly trees: TreeProvider;
  /** Answers a request that got no tree; the engine is never told, it would answer 500. */
  readonly refuse: (arrival: Arrival, error: unknown) => void;
}

/** Basic authentication (RFC 7617) in which the tree provider decides. */
export function createBasicAuthentication(options: BasicAuthenticationOptions): v2.HTTPAuthentication {
  return {
    // Challenges belong to the answers that need them, and the engine would put them into all.
    askForAuthentication: () => ({}),
    getUser(context, callback) {
      void admit(arrivalOf(context), options, (user) => callback(null as never, user));
    },
  };
}

/** Never rejects: the engine has no place for a rejection, and it would end the process. */
async function admit(
  arrival: Arrival,
  options: BasicAuthenticationOptions,
  proceed: (user: TreeUser) => void,
): Promise<void> {
  try {
    const { headers, socket } = arrival.request;
    const credentials = parseCredentials(headers.authorization);
    const tree = await findTree(credentials, { address: socket.remoteAddress ?? '' }, options);
    proceed({ uid: 'client', username: credentials?.username ?? '', tree });
  } catch (error) {
    options.refuse(arrival, error);
  }
}

async function findTree(
  credentials: Credentials | undefined,
  client: Client,
  { requireCredentials, trees }: BasicAuthenticationOptions,
): Promise<ResourceTree> {
  if (credentials === undefined && requireCredentials)
    throw new TreeError('unauthenticated', 'Send a user name and a password.');
  return trees(credentials, client);
}
