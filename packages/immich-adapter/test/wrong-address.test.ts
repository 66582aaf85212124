import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Server } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { LibraryError } from '@immich-webdav/core';
import { describe, expect, onTestFinished, test } from 'vitest';
import { checkImmich } from '../src/index.ts';

/** Starts a server that is not Immich; resolves with its host and port. */
async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const answering = (status: number, body: string, type = 'text/html'): Server => {
  const answer: RequestListener = (_request, response) => {
    response.writeHead(status, { 'content-type': type, connection: 'close' }).end(body);
  };
  return createServer(answer);
};

const page = '<!doctype html><title>Somebody else</title>';
const json = 'application/json';

async function told(url: string): Promise<{ code: string; message: string }> {
  const error: unknown = await checkImmich({ url, apiKey: 'secret-key' }).catch((reason: unknown) => reason);
  if (!LibraryError.is(error)) throw new Error('It was not refused.', { cause: error });
  return error;
}

describe('an address that does not lead to Immich is told by what is there', () => {
  test.each([
    [
      'a page that does not exist',
      () => answering(404, page),
      'unavailable',
      /^Another web server .*\(404\).*IMMICH_URL/,
    ],
    ['plain HTTP on a TLS port', () => answering(400, page), 'unavailable', /^Another web server .*\(400\).*https:/],
    ['a login page', () => answering(401, page), 'unavailable', /log-in in place of Immich \(401\)/],
    ['a web page', () => answering(200, page), 'bad-response', /IMMICH_URL/],
    [
      'another API',
      () => answering(200, '{"version":"1.2"}', json),
      'bad-response',
      /^The server at IMMICH_URL is not Immich/,
    ],
    [
      'another program of the same framework',
      () => answering(404, '{"message":"Cannot GET /api/server/version","statusCode":404}', json),
      'not-supported',
      /^The server at IMMICH_URL rejects a request that Immich accepts \(404\)/,
    ],
    ['a proxy whose Immich is down', () => answering(502, page), 'unavailable', /^The proxy before Immich .*\(502\)/],
    [
      'an Immich in trouble',
      () => answering(500, '{"message":"oh"}', json),
      'unavailable',
      /^Immich reports .*\(500\)/,
    ],
    ['a TLS server', () => createTlsServer({}), 'unavailable', /closed the connection.*http:\/\/ or https:\/\//],
    [
      'a server of another protocol',
      () => createTcpServer((socket) => socket.on('error', () => {}).end('SSH-2.0-OpenSSH_9.2\r\n')),
      'bad-response',
      /IMMICH_URL/,
    ],
  ])('%s', async (_what, create, code, sentence) => {
    const error = await told(`http://${await listen(create())}`);
    expect(error).toMatchObject({ code, message: expect.stringMatching(sentence) });
    expect(error.message).not.toMatch(/Somebody else|secret-key|broke|in trouble/);
  });

  test('https:// to a server without TLS', async () => {
    const { code, message } = await told(`https://${await listen(answering(200, page))}`);
    expect([code, message]).toEqual(['unavailable', expect.stringMatching(/does not speak TLS.*begin .* http:\/\//)]);
  });

  test('nothing at all', async () => {
    const server = createServer();
    const address = await listen(server);
    await new Promise((resolve) => server.close(resolve));
    expect((await told(`http://${address}`)).message).toMatch(/^Nothing answers at IMMICH_URL/);
  });
});
