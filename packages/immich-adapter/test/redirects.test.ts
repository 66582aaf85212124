import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Asset } from '@immich-webdav/core';
import { library, photo } from '@immich-webdav/fake-immich';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createImmichLogIn, type ImmichLogIn, type ImmichSource } from '../src/index.ts';
import { bytesOf, firstAsset, RELEASES, rejection, start } from './start.ts';

const onePhoto = library().album('A', [photo('a.jpg')]);

/** Another host that would answer anything; `seen` are the requests that came to it. */
async function startOther() {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url} ${JSON.stringify(request.headers)}`);
    response.writeHead(200, { 'Content-Type': 'application/json' }).end('[]');
  });
  server.on('upgrade', (request, socket) => {
    seen.push(`UPGRADE ${request.url}`);
    socket.destroy();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { host: `127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

interface Parts {
  readonly source: ImmichSource;
  readonly asset: Asset;
  readonly url: string;
}

/** Everything that sends the key, or a password. */
const operations: Readonly<Record<string, (parts: Parts) => Promise<unknown>>> = {
  albums: ({ source }) => source.listGroups('album'),
  months: ({ source }) => source.listGroups('month'),
  stacks: ({ source }) => source.stacks.list(),
  'an original': ({ source, asset }) => source.open(asset, 'original').then(({ body }) => bytesOf(body)),
  'a range': ({ source, asset }) =>
    source.open(asset, 'original', { range: { first: 0, last: 9 } }).then(({ body }) => bytesOf(body)),
  'a preview': ({ source, asset }) => source.open(asset, 'preview').then(({ body }) => bytesOf(body)),
  'a full size': ({ source, asset }) => source.open(asset, 'fullsize').then(({ body }) => bytesOf(body)),
  'rendition metadata': ({ source, asset }) => source.renditions.describe(asset, 'fullsize'),
  'a log-in': ({ url }) => withLogIn(url, (logIn) => logIn.logIn('ada@example.com', 'a long password')),
  'the end of a session': ({ url }) => withLogIn(url, (logIn) => logIn.logOut('a-token')),
  'the id of a key': ({ url }) => withLogIn(url, (logIn) => logIn.keyId('a-key')),
};

async function withLogIn<Result>(url: string, use: (logIn: ImmichLogIn) => Promise<Result>): Promise<Result> {
  const logIn = createImmichLogIn({ url, timeoutMs: 1000 });
  try {
    return await use(logIn);
  } finally {
    await logIn.close();
  }
}

const locations = ['http://OTHER/api/albums', '//OTHER/api/albums', 'http://user:x@OTHER/'];

describe.each(RELEASES)('a redirect of Immich %s to another host', (version) => {
  test.each(Object.entries(operations))('is not followed for %s', async (_, operation) => {
    const other = await startOther();
    const { source, immich, url } = await start({ version, library: onePhoto }, { timeoutMs: 1000, hints: false });
    const asset = await firstAsset(source);
    for (const status of [301, 302, 303, 307, 308]) {
      for (const location of locations) {
        immich.faults.clear();
        const headers = { Location: location.replace('OTHER', other.host) };
        immich.faults.add({ match: { path: /./ }, status, body: '', headers });
        expect(await rejection(operation({ source, asset, url }))).toMatchObject({ code: 'bad-response' });
      }
    }
    expect(other.seen).toEqual([]);
  });
});
