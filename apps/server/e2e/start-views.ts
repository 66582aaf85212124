import { systemClock } from '@immich-webdav/core';
import { createFakeImmich, type FakeImmich, type ImmichVersion } from '@immich-webdav/fake-immich';
import { onTestFinished } from 'vitest';
import { createContainer, type Environment, parseConfiguration, Token } from '../src/index.ts';
import { apiKey, everyView, noon, viewsLibrary } from './views-library.ts';

/** A line of the log. */
export interface LogLine {
  readonly level: number;
  readonly msg: string;
  readonly [name: string]: unknown;
}

export interface StartedViews {
  readonly immich: FakeImmich;
  /** Ends in a slash. */
  readonly url: string;
  /** What was logged so far. */
  readonly log: readonly LogLine[];
  /** Reads what changed. */
  readonly refresh: () => Promise<void>;
}

export interface ViewsOptions {
  readonly version?: ImmichVersion;
  /** Of the key; all unless given. */
  readonly permissions?: readonly string[];
  readonly environment?: Environment;
}

/** The whole server with every view over a library that has something of everything, on a day of its own. */
export async function startViews(options: ViewsOptions = {}): Promise<StartedViews> {
  const { version = '3.1.0', permissions, environment } = options;
  const immich = createFakeImmich({ version, library: viewsLibrary(permissions) });
  onTestFinished(() => immich.close());
  const container = createContainer(
    parseConfiguration({
      IMMICH_URL: (await immich.listen()).url,
      IMMICH_API_KEY: apiKey,
      IMMICH_HINTS: 'false',
      FLATTEN_ASSET_STRUCTURE: 'true',
      DATA_DIR: ':memory:',
      WEBDAV_PORT: '0',
      ...everyView,
      ...environment,
    }),
  );
  const log: LogLine[] = [];
  container.rebind(Token.LogOutput).toConstantValue({ write: (line) => void log.push(JSON.parse(line)) });
  // Midnight never comes.
  container.rebind(Token.Clock).toConstantValue({ ...systemClock, now: () => noon });
  const application = container.get(Token.Application);
  const { url } = await application.start();
  onTestFinished(() => application.stop());
  const photos = container.get(Token.PhotoLibrary);
  await photos.refresh();
  return { immich, url, log, refresh: () => photos.refresh() };
}
