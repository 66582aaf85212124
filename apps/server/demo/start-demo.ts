import { demoLibrary } from '@immich-webdav/demo-library';
import { createFakeImmich, type ImmichVersion } from '@immich-webdav/fake-immich';
import type { Container } from 'inversify';
import { type Application, createContainer, parseConfiguration, Token } from '../src/index.ts';
import { demoApiKey, toFakeLibrary } from './fake-library.ts';

export interface Demo {
  /** The address for clients; ends with a slash. */
  readonly url: string;
  stop(): Promise<void>;
}

export interface DemoOptions {
  /** As in WEBDAV_PORT. */
  readonly port: string;
  /** False: uses another free port if this one is taken. */
  readonly isPortFixed?: boolean;
  readonly logLevel: 'warn' | 'silent';
  /** The version of Immich that the stand-in reports. */
  readonly version?: ImmichVersion;
}

/** Starts the stand-in Immich with the demo library, and the server in front of it, both on loopback. */
export async function startDemo({
  port,
  isPortFixed = false,
  logLevel,
  version = '3.1.0',
}: DemoOptions): Promise<Demo> {
  const immich = createFakeImmich({ version, library: toFakeLibrary(demoLibrary) });
  const { url } = await immich.listen();
  const prepare = (wanted: string): Application => compose(url, wanted, logLevel).get(Token.Application);
  try {
    const { application, address } = await startOn(port, isPortFixed, prepare);
    return {
      url: address.url,
      stop: async () => {
        await application.stop();
        await immich.close();
      },
    };
  } catch (error) {
    await immich.close();
    throw error;
  }
}

const compose = (immichUrl: string, port: string, logLevel: string): Container =>
  createContainer(
    parseConfiguration({
      IMMICH_URL: immichUrl,
      IMMICH_API_KEY: demoApiKey,
      FLATTEN_ASSET_STRUCTURE: 'true',
      VIEWS: 'albums,timeline,favorites,videos,places',
      DATA_DIR: ':memory:',
      WEBDAV_HOST: '127.0.0.1',
      WEBDAV_PORT: port,
      LOG_LEVEL: logLevel,
    }),
  );

async function startOn(port: string, isPortFixed: boolean, prepare: (port: string) => Application) {
  const application = prepare(port);
  try {
    return { application, address: await application.start() };
  } catch (error) {
    await application.stop().catch(() => undefined);
    if (isPortFixed || !(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
    return startOn('0', true, prepare);
  }
}
