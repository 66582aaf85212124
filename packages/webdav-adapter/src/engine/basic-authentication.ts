import { type Client, type Credentials, LibraryError, type OpenSession, type Session } from '@immich-webdav/core';
import type { v2 } from 'webdav-server';
import { type Arrival, arrivalOf } from './arrival.ts';
import { parseCredentials } from './credentials.ts';

/** The engine's user, with the session of the request. */
export interface SessionUser extends v2.IUser {
  readonly session: Session;
}

export interface BasicAuthenticationOptions {
  readonly requireCredentials: boolean;
  readonly openSession: OpenSession;
  /** Answers a request that got no session; the engine is never told, it would answer 500. */
  readonly refuse: (arrival: Arrival, error: unknown) => void;
}

/** Basic authentication (RFC 7617) in which `openSession` decides. */
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
  proceed: (user: SessionUser) => void,
): Promise<void> {
  try {
    const { headers, socket } = arrival.request;
    const credentials = parseCredentials(headers.authorization);
    const session = await findSession(credentials, { address: socket.remoteAddress ?? '' }, options);
    const { id, name } = session.principal;
    arrival.onSignedIn?.(session.principal);
    proceed({ uid: id, username: name, session });
  } catch (error) {
    options.refuse(arrival, error);
  }
}

async function findSession(
  credentials: Credentials | undefined,
  client: Client,
  { requireCredentials, openSession }: BasicAuthenticationOptions,
): Promise<Session> {
  if (credentials === undefined && requireCredentials)
    throw new LibraryError('unauthenticated', 'Send a user name and a password.');
  return openSession(credentials, client);
}
