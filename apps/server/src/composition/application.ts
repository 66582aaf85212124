import type { Frontend, FrontendAddress, OpenSession } from '@immich-webdav/core';
import type { Logger } from 'pino';
import type { Access } from '../authentication/access.ts';
import type { Libraries } from './libraries.ts';

/** The whole server. */
export interface Application {
  /** Resolves when the server accepts requests; the first refresh may still run. Rejects if the port cannot be opened. */
  start(): Promise<FrontendAddress>;
  /** Lets running downloads finish for a limited time, then closes everything. */
  stop(): Promise<void>;
}

interface ApplicationParts {
  readonly frontend: Frontend;
  readonly openSession: OpenSession;
  readonly libraries: Libraries;
  readonly access: Access;
  readonly log: Logger;
}

/** Who may log in, for the log line at the start. */
const admission: { readonly [Kind in Access['kind']]: (access: Extract<Access, { readonly kind: Kind }>) => string } = {
  anonymous: ({ from }) =>
    from === 'anywhere' ? 'to everyone, without a password' : 'to this machine only, without a password',
  password: () => 'to those with the password',
  'password-hash': () => 'to those with the password',
  immich: () => 'to everyone with an account of Immich',
  users: () => 'to the users of USERS_FILE',
};

const admissionOf = (access: Access): string => (admission[access.kind] as (given: Access) => string)(access);

/** Starts and stops the front end and the libraries in the right order. */
export function createApplication({ frontend, openSession, libraries, access, log }: ApplicationParts): Application {
  return {
    async start() {
      await libraries.prepare();
      const address = await frontend.start(openSession).catch(async (error: unknown) => {
        await libraries.stop();
        throw error;
      });
      log.info({ url: address.url, access: access.kind }, `Serving ${address.url} ${admissionOf(access)}.`);
      libraries.begin();
      return address;
    },
    async stop() {
      log.info('Stopping.');
      await frontend.stop();
      await libraries.stop();
      log.info('Stopped.');
    },
  };
}
