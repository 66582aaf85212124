import { type Credentials, LibraryError, type LibraryErrorCode } from '@immich-webdav/core';
import { type FrontendProbe, frontendConformance, runCase } from '@immich-webdav/core/conformance';
import { describe, it } from 'vitest';
import { createWebdavFrontend } from '../src/index.ts';

const CODES: Readonly<Record<number, LibraryErrorCode>> = { 401: 'unauthenticated', 404: 'not-found' };

const unavailable = (cause: unknown): LibraryError => new LibraryError('unavailable', 'The request failed.', { cause });

const basic = ({ username, password }: Extract<Credentials, { scheme: 'basic' }>): string =>
  `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;

interface Init {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** A client made of `fetch`. */
function connect(url: string, credentials: Credentials | undefined): FrontendProbe {
  const authorization = credentials?.scheme === 'basic' ? { authorization: basic(credentials) } : {};

  async function request(path: readonly string[], init: Init): Promise<Buffer> {
    const headers = { ...authorization, ...init.headers };
    const response = await fetch(url + path.map(encodeURIComponent).join('/'), { ...init, headers }).catch((error) => {
      throw unavailable(error);
    });
    const body = await response.arrayBuffer().catch((error) => {
      throw unavailable(error);
    });
    if (response.ok) return Buffer.from(body);
    throw new LibraryError(CODES[response.status] ?? 'unavailable', `The answer was ${response.status}.`);
  }

  return {
    async list(path) {
      const answer = String(await request(path, { method: 'PROPFIND', headers: { depth: '1' } }));
      const hrefs = [...answer.matchAll(/<D:href>([^<]*)<\/D:href>/g)].map(([, href = '']) =>
        href.split('/').filter(Boolean),
      );
      return hrefs.filter(({ length }) => length > path.length).map((href) => decodeURIComponent(href.at(-1) ?? ''));
    },
    read: (path, { range, signal } = {}) =>
      request(path, {
        ...(range && { headers: { range: `bytes=${range.first}-${range.last}` } }),
        ...(signal && { signal }),
      }),
  };
}

describe('the WebDAV front end conforms', () => {
  for (const rule of frontendConformance) {
    it(rule.name, (context) => {
      const frontend = createWebdavFrontend({ host: '127.0.0.1', port: 0, requireCredentials: true, drainMs: 50 });
      const underTest = {
        frontend,
        connect: ({ url }: { readonly url: string }, credentials: Credentials | undefined) => connect(url, credentials),
        credentials: { scheme: 'basic', username: 'ada', password: 'a:b ü' },
        readsRanges: true,
        servesNetwork: true,
      } as const;
      return runCase(rule, underTest, (reason) => context.skip(reason));
    });
  }
});
