/**
 * Prints the shape of the source: sizes, imports that run both ways, and how many files run for a request.
 *
 *     pnpm structure            figures
 *     pnpm structure --list     the files behind them
 */

import { setTimeout as sleep } from 'node:timers/promises';
import { demoApiKey, toFakeLibrary } from '../../apps/server/demo/fake-library.ts';
import { createContainer, parseConfiguration, Token } from '../../apps/server/src/index.ts';
import { demoLibrary } from '../../packages/demo-library/src/index.ts';
import { createFakeImmich } from '../../packages/fake-immich/src/index.ts';
import { filesRun } from './files-run.ts';
import { shapeOf } from './rooms.ts';
import { sourceFiles } from './source-files.ts';

const isListing = process.argv.includes('--list');
const shape = shapeOf(sourceFiles());
const row = (name: string, value: number | string, list: readonly string[] = []): void => {
  console.log(`| ${name} | ${value} |`);
  if (isListing) for (const one of list.toSorted()) console.log(`  ${one}`);
};

const immich = createFakeImmich({ version: '3.1.0', library: toFakeLibrary(demoLibrary) });
const container = createContainer(
  parseConfiguration({
    IMMICH_URL: (await immich.listen()).url,
    IMMICH_API_KEY: demoApiKey,
    FLATTEN_ASSET_STRUCTURE: 'true',
    DATA_DIR: ':memory:',
    WEBDAV_PORT: '0',
    LOG_LEVEL: 'silent',
    // A hint's refresh would be counted with a request.
    IMMICH_HINTS: 'false',
  }),
);
const application = container.get(Token.Application);
const library = container.get(Token.PhotoLibrary);
const { url } = await application.start();
await library.refresh();
const ask = async (path: string, init: RequestInit): Promise<string> => (await fetch(url + path, init)).text();
const list = (path: string): Promise<string> => ask(path, { method: 'PROPFIND', headers: { Depth: '1' } });
const hrefs = async (path: string): Promise<string[]> =>
  [...(await list(path)).matchAll(/<D:href>\/([^<]+)<\/D:href>/g)].map(([, href = '']) => href);
const [album = ''] = (await hrefs('')).filter((href) => href.endsWith('/'));
const [file = ''] = (await hrefs(album)).filter((href) => /\.jpg$/i.test(href));
await list(album);
await ask(file, { headers: { Range: 'bytes=1-9' } });
// What runs in the background after a start has ended by then.
await sleep(1000);

const propfind = await filesRun(async () => void (await list(album)));
const range = await filesRun(async () => void (await ask(file, { headers: { Range: 'bytes=1-9' } })));
const [changed] = demoLibrary.assets;
if (changed) immich.library.archive(immich.library.assetNamed(changed.fileName).id);
const refresh = await filesRun(() => library.refresh());
await application.stop();
await immich.close();

console.log('| what | count |\n|---|---:|');
row('files', shape.files);
row('lines of a file, median / p90', `${shape.medianLines} / ${shape.p90Lines}`);
row('files under 30 lines with one importer and no test', shape.sections.length, shape.sections);
row('pairs of rooms that import each other', shape.mutualRooms.length, shape.mutualRooms);
row('circles of imports', shape.circles.length, shape.circles.flat());
row('files that run for one warm PROPFIND', propfind.length, propfind);
row('files that run for one GET with range', range.length, range);
row('files that run for one changed refresh', refresh.length, refresh);
