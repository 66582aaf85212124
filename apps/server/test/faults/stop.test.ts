import { createFakeImmich } from '@immich-webdav/fake-immich';
import { expect, it, onTestFinished } from 'vitest';
import { createContainer, parseConfiguration, Token } from '../../src/index.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { type LogLine, twoAlbums } from './start-faulty.ts';

// Downloads get ten seconds to finish.
it.each([
  ['without a content cache', {}],
  ['with one', { CONTENT_CACHE_MB: '16' }],
])('blames nobody when a stop cuts a download, %s', async (_what, environment) => {
  const immich = createFakeImmich({ library: twoAlbums });
  onTestFinished(() => immich.close());
  const { url: IMMICH_URL } = await immich.listen();
  const lines: LogLine[] = [];
  const container = createContainer(
    parseConfiguration({
      IMMICH_URL,
      IMMICH_API_KEY: 'admin-key',
      IMMICH_HINTS: 'false',
      FLATTEN_ASSET_STRUCTURE: 'true',
      DATA_DIR: ':memory:',
      CONTENT_CACHE_DIR: temporaryFolder(),
      WEBDAV_PORT: '0',
      ...environment,
    }),
  );
  container.rebind(Token.LogOutput).toConstantValue({ write: (line: string) => void lines.push(JSON.parse(line)) });
  const application = container.get(Token.Application);
  const { url } = await application.start();
  await container.get(Token.PhotoLibrary).refresh();
  immich.throttle({ bytesPerSecond: 100_000 });
  const download = await fetch(new URL('Trip/large.mp4', url));
  const broken = download.arrayBuffer().then(
    () => false,
    () => true,
  );
  await application.stop();
  expect(await broken).toBe(true);
  expect(lines.filter(({ level }) => level >= 40)).toEqual([]);
  expect(lines.map(({ msg }) => msg)).toContain('Stopped.');
});
