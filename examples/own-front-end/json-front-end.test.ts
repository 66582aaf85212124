import { type Credentials, LibraryError } from '@immich-webdav/core';
import { type FrontendProbe, frontendConformance, runCase } from '@immich-webdav/core/conformance';
import { describe, it } from 'vitest';
import { createJsonFrontEnd } from './json-front-end.ts';

const codes: Readonly<Record<number, 'unauthenticated' | 'not-found'>> = { 401: 'unauthenticated', 404: 'not-found' };

const unavailable = (): never => {
  throw new LibraryError('unavailable', 'The request failed.');
};

function connect(url: string, credentials: Credentials | undefined): FrontendProbe {
  const headers = credentials?.scheme === 'bearer' ? { authorization: `Bearer ${credentials.token}` } : undefined;
  async function request(path: readonly string[], signal?: AbortSignal): Promise<Buffer> {
    const init = { ...(headers && { headers }), ...(signal && { signal }) };
    const response = await fetch(url + path.map(encodeURIComponent).join('/'), init).catch(unavailable);
    const body = Buffer.from(await response.arrayBuffer().catch(unavailable));
    if (response.ok) return body;
    throw new LibraryError(codes[response.status] ?? 'unavailable', String(body));
  }
  return {
    list: async (path) => JSON.parse(String(await request(path))) as string[],
    read: (path, { signal } = {}) => request(path, signal),
  };
}

describe('an own front end conforms', () => {
  for (const rule of frontendConformance) {
    it(rule.name, (context) => {
      const underTest = {
        frontend: createJsonFrontEnd(0),
        connect: ({ url }: { readonly url: string }, credentials: Credentials | undefined) => connect(url, credentials),
        credentials: { scheme: 'bearer', token: 'secret' },
        servesNetwork: true,
      } as const;
      return runCase(rule, underTest, (reason) => context.skip(reason));
    });
  }
});
