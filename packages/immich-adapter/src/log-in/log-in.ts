import { LibraryError, type RequestOptions } from '@immich-webdav/core';
import { unfitAnswer } from '../errors/answer-errors.ts';
import { authorization, connectTo } from '../http/connection.ts';
import { createJsonApi } from '../http/json-api.ts';

/** A session that Immich opened for an e-mail and a password. */
export interface ImmichSession {
  readonly accessToken: string;
  readonly userId: string;
  /** The user's name for display. */
  readonly name: string;
}

/** Asks one Immich server whom credentials belong to. Rejects with a `LibraryError` when it cannot be asked. */
export interface ImmichLogIn {
  /** Opens a session; Immich compares e-mails in any case. Undefined: the e-mail or the password is wrong. */
  logIn(email: string, password: string, options?: RequestOptions): Promise<ImmichSession | undefined>;
  /** Ends a session; one that has ended already is no error. */
  logOut(accessToken: string, options?: RequestOptions): Promise<void>;
  /** The id of an API key. Undefined: Immich does not accept the key. */
  keyId(apiKey: string, options?: RequestOptions): Promise<string | undefined>;
  close(): Promise<void>;
}

/** Which Immich server is asked, and how. */
export interface ImmichLogInOptions {
  /** As in `ImmichOptions`. */
  readonly url: string;
  readonly timeoutMs?: number;
  /** Concurrent requests; a log-in costs Immich some 70 ms of computing. Defaults to 4. */
  readonly concurrency?: number;
}

/** By these, Immich shows the session in the user's list of devices. */
const DEVICE = { devicemodel: 'immich-webdav', devicetype: 'WebDAV' };

/** No header can hold other letters, and no key has them. */
const isKey = (text: string): boolean => /^[\x21-\x7e]+$/.test(text);

/** As in Immich's OpenAPI document: it answers 400 to anything else, and 2.x to an empty password. */
const isEmail = (text: string): boolean =>
  /^[\w.!#$%&'*+/=?^`{|}~-]+@[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?)*$/i.test(text);

/** Throws a TypeError for a malformed address. */
export function createImmichLogIn({ url, timeoutMs, concurrency = 4 }: ImmichLogInOptions): ImmichLogIn {
  const connection = connectTo({
    url,
    credentials: () => undefined,
    connections: concurrency,
    ...(timeoutMs !== undefined && { timeoutMs }),
  });
  const api = createJsonApi(connection);
  return {
    logIn: (email, password, options = {}) =>
      unlessRefused(async () => {
        if (!isEmail(email) || password === '') return undefined;
        const { accessToken, userId, name } = await api.ask(
          (client, init) =>
            client.POST('/auth/login', { body: { email, password }, ...init, headers: { ...init.headers, ...DEVICE } }),
          options,
        );
        if (typeof accessToken !== 'string' || !isKey(accessToken) || typeof userId !== 'string')
          throw unfitAnswer('the log-in');
        return { accessToken, userId, name: typeof name === 'string' && name !== '' ? name : email };
      }),
    async logOut(accessToken, options = {}) {
      await unlessRefused(() =>
        api.ask(
          (client, init) =>
            client.POST('/auth/logout', { ...init, headers: { ...init.headers, ...authorization({ accessToken }) } }),
          options,
        ),
      );
    },
    keyId: (apiKey, options = {}) =>
      unlessRefused(async () => {
        if (!isKey(apiKey)) return undefined;
        const { id } = await api.ask(
          (client, init) =>
            client.GET('/api-keys/me', { ...init, headers: { ...init.headers, ...authorization({ apiKey }) } }),
          options,
        );
        if (typeof id !== 'string') throw unfitAnswer('the API key');
        return id;
      }),
    close: () => connection.close(),
  };
}

/** Immich answers 401 to wrong credentials. A proxy that answers in its place says nothing about them. */
async function unlessRefused<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (!LibraryError.is(error)) throw error;
    if (error.code === 'unauthenticated') return undefined;
    if (error.code !== 'forbidden') throw error;
    throw new LibraryError(
      'unavailable',
      'A proxy before Immich forbids log-ins (403); let it pass on requests below /api.',
    );
  }
}
