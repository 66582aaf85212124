import type { Frontend, OpenSession } from '@immich-webdav/core';
import { createMemorySource, LibraryError } from '@immich-webdav/core';
import { pino } from 'pino';
import { expect, it, onTestFinished } from 'vitest';
import { parseConfiguration } from '../configuration/parse-configuration.ts';
import { createContainer } from './create-container.ts';
import { Token } from './token.ts';

const configuration = parseConfiguration({
  IMMICH_URL: 'http://127.0.0.1:9',
  IMMICH_API_KEY: 'key',
  DATA_DIR: ':memory:',
  WEBDAV_PORT: '0',
  LOG_LEVEL: 'silent',
});

/** A front end that only remembers what it was given and when it was told what. */
function recordingFrontend() {
  const calls: string[] = [];
  let open: OpenSession | undefined;
  const frontend: Frontend = {
    start: async (openSession) => {
      calls.push('start');
      open = openSession;
      return { url: 'memory:/' };
    },
    stop: async () => void calls.push('stop'),
  };
  return { frontend, calls, session: () => open?.(undefined) };
}

it('swaps the source and the front end', async () => {
  const container = createContainer(configuration);
  const { frontend, calls, session } = recordingFrontend();
  const source = createMemorySource();
  container.rebind(Token.AssetSource).toConstantValue(source);
  container.rebind(Token.Frontend).toConstantValue(frontend);
  const application = container.get(Token.Application);

  expect(await application.start()).toEqual({ url: 'memory:/' });
  await container.get(Token.PhotoLibrary).refresh();
  const root = await (await session())?.tree.resolve([]);
  expect(root?.kind).toBe('collection');
  await application.stop();
  expect(calls).toEqual(['start', 'stop']);
});

it('leaves the source alone when the front end cannot start', async () => {
  const container = createContainer(configuration);
  container.rebind(Token.Logger).toConstantValue(pino({ level: 'silent' }));
  container.rebind(Token.Frontend).toConstantValue({
    start: () => Promise.reject(new Error('no port')),
    stop: async () => undefined,
  });
  await expect(container.get(Token.Application).start()).rejects.toThrow('no port');
  expect(container.get(Token.PhotoLibrary).ready).toBe(false);
});

it('makes each part once', () => {
  const container = createContainer(configuration);
  expect(container.get(Token.AssetSource)).toBe(container.get(Token.AssetSource));
});

it('warns once of an outage that meets many requests', async () => {
  const container = createContainer(configuration);
  const records: { level: number; msg: string }[] = [];
  const log = pino({ level: 'debug' }, { write: (line) => records.push(JSON.parse(line)) });
  const down = (): Promise<never> => Promise.reject(new LibraryError('unavailable', 'Immich cannot be reached.'));
  container.rebind(Token.Logger).toConstantValue(log);
  container
    .rebind(Token.Clock)
    .toConstantValue({ now: () => 0, elapsed: () => 0, random: () => 0, sleep: async () => {} });
  container.rebind(Token.AssetSource).toConstantValue({ ...createMemorySource(), listGroups: down });
  const frontend = container.get(Token.Frontend);
  onTestFinished(() => frontend.stop());
  const { url } = await frontend.start(container.get(Token.OpenSession));
  for (let request = 0; request < 3; request++) {
    expect((await fetch(url, { method: 'PROPFIND', headers: { depth: '1' } })).status).toBe(503);
  }
  const failures = records.filter(({ msg }) => msg === 'A request could not be answered.');
  expect(failures.map(({ level }) => level)).toEqual([40, 20, 20]);
});

it('logs the principal of each request at debug', async () => {
  const container = createContainer(configuration);
  const records: { level: number; msg: string; principal?: string }[] = [];
  const log = pino({ level: 'debug' }, { write: (line) => records.push(JSON.parse(line)) });
  container.rebind(Token.Logger).toConstantValue(log);
  container.rebind(Token.AssetSource).toConstantValue(createMemorySource());
  await container.get(Token.PhotoLibrary).refresh();
  const frontend = container.get(Token.Frontend);
  const { url } = await frontend.start(container.get(Token.OpenSession));
  expect((await fetch(url, { method: 'PROPFIND', headers: { depth: '0' } })).status).toBe(207);
  await frontend.stop();
  expect(records.filter(({ msg }) => msg === 'Answered.')).toMatchObject([
    { level: 20, method: 'PROPFIND', status: 207, principal: 'owner' },
  ]);
});
