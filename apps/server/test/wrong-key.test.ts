import { expect, it } from 'vitest';
import { demoApiKey } from '../demo/fake-library.ts';
import { createContainer, type Environment, parseConfiguration, Token } from '../src/index.ts';
import { createFaultyClock } from './faults/start-faulty.ts';
import { startImmich } from './start-server.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** Starts a server, refreshes once, and stops it; resolves with the names that the root listed and with what was logged. */
async function serveOnce(environment: Environment): Promise<{ status: number; folders: number; log: string }> {
  const lines: string[] = [];
  const container = createContainer(
    parseConfiguration({ IMMICH_API_KEY: demoApiKey, IMMICH_HINTS: 'false', WEBDAV_PORT: '0', ...environment }),
  );
  container.rebind(Token.Clock).toConstantValue(createFaultyClock());
  container.rebind(Token.LogOutput).toConstantValue({ write: (line: string) => void lines.push(line) });
  const application = container.get(Token.Application);
  const { url } = await application.start();
  await container.get(Token.PhotoLibrary).refresh();
  const listed = await fetch(url, { method: 'PROPFIND', headers: { depth: '1' } });
  const folders = (await listed.text()).split('collection').length - 2;
  await application.stop();
  return { status: listed.status, folders, log: lines.join('') };
}

/** What is set wrong; the stand-in is at the right address meanwhile. */
const mistakes: readonly (readonly [string, (immichUrl: string) => Environment])[] = [
  ['a wrong key', () => ({ IMMICH_API_KEY: 'wrong-key' })],
  ['an address where nothing answers', () => ({ IMMICH_URL: 'http://127.0.0.1:1' })],
  ['another path of the address', (url) => ({ IMMICH_URL: `${url}/elsewhere` })],
];

it.each(mistakes)('lists everything again after starts with %s, also while Immich is down', async (_what, mistake) => {
  const { immich, immichUrl: IMMICH_URL } = await startImmich('3.1.0');
  const right = { IMMICH_URL, DATA_DIR: temporaryFolder() };
  const before = await serveOnce(right);
  expect(before.status).toBe(207);
  for (let start = 0; start < 2; start++) {
    const { status, log } = await serveOnce({ ...right, ...mistake(IMMICH_URL) });
    expect(status).toBeGreaterThanOrEqual(500);
    expect(log).toContain('could not be read');
  }
  await immich.close();
  const after = await serveOnce(right);
  expect(after).toMatchObject({ status: 207, folders: before.folders });
  expect(after.log).not.toMatch(/stored listings|moved/);
});
