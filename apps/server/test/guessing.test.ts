import { scryptSync } from 'node:crypto';
import { Agent, request } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startServer } from './start-server.ts';

const password = 'a long password';
/** As hash-password makes it, but checked in a millisecond. */
const passwordHash = `scrypt:1024:8:1:${Buffer.alloc(16).toString('base64url')}:${scryptSync(password, Buffer.alloc(16), 32, { N: 1024, r: 8, p: 1 }).toString('base64url')}`;

interface Asked {
  readonly password?: string;
  readonly address?: string;
}

async function serve(secret: Readonly<Record<string, string>>) {
  const { url } = await startServer('3.1.0', { WEBDAV_HOST: '127.0.0.1', WEBDAV_USERNAME: 'ada', ...secret });
  const agent = new Agent({ keepAlive: true });
  onTestFinished(() => agent.destroy());
  return ({ password, address = '127.0.0.1' }: Asked) =>
    new Promise<{ readonly status: number | undefined; readonly retryAfter: string | undefined }>((resolve, reject) => {
      const headers =
        password === undefined ? {} : { authorization: `Basic ${Buffer.from(`ada:${password}`).toString('base64')}` };
      request(
        url,
        { method: 'PROPFIND', localAddress: address, agent, headers: { ...headers, depth: '0' } },
        (answer) => {
          answer
            .resume()
            .on('end', () => resolve({ status: answer.statusCode, retryAfter: answer.headers['retry-after'] }));
        },
      )
        .on('error', reject)
        .end();
    });
}

describe.runIf(process.platform === 'linux')('guessing, from several addresses of this machine (on Linux)', () => {
  it.each([
    ['a password', { WEBDAV_PASSWORD: password }],
    ['a password hash', { WEBDAV_PASSWORD_HASH: passwordHash }],
  ])('with %s: an address that guesses is turned away, known and other clients are not', async (_what, secret) => {
    const ask = await serve(secret);
    expect((await ask({ password })).status).toBe(207);
    for (let probe = 0; probe < 10; probe++) expect((await ask({})).status).toBe(401);
    for (let guess = 0; guess < 5; guess++) expect((await ask({ password: `guess ${guess}` })).status).toBe(401);
    // As much as it can within a lock-out: none is checked, the right password of a new device neither.
    const flood = await Promise.all(Array.from({ length: 50 }, (_, guess) => ask({ password: `more ${guess}` })));
    expect(flood.filter(({ status }) => status === 429).length).toBeGreaterThanOrEqual(48);
    for (const { status, retryAfter } of flood)
      if (status === 429) expect(Number(retryAfter)).toBeGreaterThanOrEqual(1);
    const known = await Promise.all(Array.from({ length: 20 }, () => ask({ password })));
    expect(new Set(known.map(({ status }) => status))).toEqual(new Set([207]));
    expect((await ask({ password: `${password} of a new device`, address: '127.0.0.2' })).status).toBe(401);
    expect((await ask({ password, address: '127.0.0.3' })).status).toBe(207);
  });
});
