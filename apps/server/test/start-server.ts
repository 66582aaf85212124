import { type Clock, systemClock } from '@immich-webdav/core';
import { demoLibrary } from '@immich-webdav/demo-library';
import {
  createFakeImmich,
  type FakeImmich,
  type FakeImmichOptions,
  type ImmichVersion,
} from '@immich-webdav/fake-immich';
import { onTestFinished } from 'vitest';
import { demoApiKey, toFakeLibrary } from '../demo/fake-library.ts';
import { createContainer, type Environment, parseConfiguration, Token } from '../src/index.ts';

/** The two behaviours of Immich that are supported. */
export const versions: readonly ImmichVersion[] = ['2.7.5', '3.1.0'];

export interface StartedServer {
  readonly immich: FakeImmich;
  readonly immichUrl: string;
  /** Ends in a slash. */
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** A stand-in with the demo library or another one, closed when the test ends. */
export async function startImmich(
  version: ImmichVersion,
  library: FakeImmichOptions['library'] = toFakeLibrary(demoLibrary),
): Promise<{ immich: FakeImmich; immichUrl: string }> {
  const immich = createFakeImmich({ version, library });
  onTestFinished(() => immich.close());
  return { immich, immichUrl: (await immich.listen()).url };
}

export interface LoggedServer {
  /** Ends in a slash. */
  readonly url: string;
  /** Of the log, as JSON. */
  readonly lines: string[];
  /** May be called again. */
  readonly stop: () => Promise<void>;
}

/** The whole server over a stand-in, with its log, for accounts and links: it reads nothing before the first request. */
export async function startLogged(
  immich: FakeImmich,
  environment: Environment,
  clock: Clock = systemClock,
): Promise<LoggedServer> {
  onTestFinished(() => immich.close());
  const lines: string[] = [];
  const container = createContainer(
    parseConfiguration({
      IMMICH_URL: (await immich.listen()).url,
      WEBDAV_HOST: '127.0.0.1',
      WEBDAV_PORT: '0',
      LOG_LEVEL: 'debug',
      IMMICH_HINTS: 'false',
      ...environment,
    }),
  );
  container.rebind(Token.LogOutput).toConstantValue({ write: (line: string) => void lines.push(line) });
  container.rebind(Token.Clock).toConstantValue(clock);
  const application = container.get(Token.Application);
  const { url } = await application.start();
  let stopping: Promise<void> | undefined;
  const stop = (): Promise<void> => {
    stopping ??= application.stop();
    return stopping;
  };
  onTestFinished(stop);
  return { url, lines, stop };
}

/** The whole server over a stand-in with the demo library or another one; it has read the albums when this resolves. */
export async function startServer(
  version: ImmichVersion,
  environment: Environment = {},
  library?: FakeImmichOptions['library'],
): Promise<StartedServer> {
  const { immich, immichUrl } = await startImmich(version, library);
  const container = createContainer(
    parseConfiguration({
      IMMICH_URL: immichUrl,
      IMMICH_API_KEY: demoApiKey,
      FLATTEN_ASSET_STRUCTURE: 'true',
      DATA_DIR: ':memory:',
      WEBDAV_PORT: '0',
      LOG_LEVEL: 'silent',
      ...environment,
    }),
  );
  const application = container.get(Token.Application);
  const { url } = await application.start();
  onTestFinished(() => application.stop());
  await container.get(Token.PhotoLibrary).refresh();
  return { immich, immichUrl, url, stop: () => application.stop() };
}
