import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { setTimeout as wait, setImmediate as tick } from 'node:timers/promises';
import { createPhotoLibrary, viewNames } from './packages/core/src/index.ts';
import { createListingStore } from './packages/listing-store/src/index.ts';
const N = Number(process.argv[2] ?? 1_000_000); const M = 240; const per = Math.floor(N / M);
const pad = (n: number) => String(n).padStart(2, '0');
const make = (m: number, i: number) => {
  const y = 2005 + Math.floor(m / 12), mo = (m % 12); const t = Date.UTC(y, mo, 1 + (i % 28), i % 24, i % 60);
  const n = m * per + i;
  return { id: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`, fileName: `IMG_${n}.jpg`, type: i % 9 ? 'image' : 'video', mediaType: 'image/jpeg', size: 1000 + i,
    sha1: (n + 16 ** 10).toString(16).padStart(40, '0'), revision: (n + 16 ** 10).toString(16).padStart(40, '0'), capturedAt: t, capturedLocally: t + 3600000, modifiedAt: t, uploadedAt: t,
    ...(i % 50 === 0 && { isFavorite: true }), ...(i % 70 === 0 && { rating: 1 + i % 5 }), camera: { make: 'Canon', model: `EOS ${i % 12}` }, ...(i % 2 && { place: { country: `C${i % 30}`, city: `City ${i % 200}` } }), originalPath: `/data/ext/${y}/${i % 40}/IMG_${n}.jpg`, isFiledByPeople: true as const };
};
let bump = 0;
const months = () => Array.from({ length: M }, (_, m) => ({ kind: 'month' as const, id: `${2005 + Math.floor(m / 12)}-${pad(1 + m % 12)}`, name: `${2005 + Math.floor(m / 12)}-${pad(1 + m % 12)}`, revision: `r${m === M - 1 ? bump : 0}`, assetCount: per, createdAt: m, modifiedAt: m }));
let groups = months();
const source: any = { groupKinds: ['album', 'month'], async listGroups(kind: string) { return kind === 'month' ? groups : []; },
  async *listAssets({ group }: any) { const m = groups.findIndex((g) => g.id === group.id); for (let i = 0; i < per; i += 500) { await tick(); yield Array.from({ length: Math.min(500, per - i) }, (_, k) => make(m, i + k)); } }, async open() { throw new Error('x'); } };
const clock = { now: Date.now, elapsed: () => performance.now(), random: Math.random, sleep: async (ms: number, signal?: AbortSignal) => { if (ms === 0) await tick(); else await wait(ms, undefined, { signal }).catch(() => {}); } };
const delay = monitorEventLoopDelay({ resolution: 1 }); delay.enable();
const say = async (what: string, work: () => Promise<unknown>) => { delay.reset(); const s = performance.now(); const r = await work(); console.log(what, Math.round(performance.now() - s), 'ms, longest block', Math.round(delay.max / 1e6), 'ms, rss', Math.round(process.memoryUsage().rss / 1e6)); return r; };
const views = ['albums', 'timeline', 'favorites', 'archive', 'recent', 'videos', 'places', 'cameras', 'rating', 'folders', 'partners', 'memories', 'random'] as any;
const folder = `/tmp/try-views-${process.pid}`;
const open = () => createListingStore({ folder, identity: 'x', memoryBytes: 64e6, onWarning: console.log });
let library = createPhotoLibrary({ source, clock, store: await open(), views, observer: { refreshFailed: (e) => console.log(e), refreshed: (r) => console.log(JSON.stringify(r)) } });
await say('first refresh', () => library.refresh());
await say('idle refresh', () => library.refresh());
const tree = library.tree;
const list = async (...path: string[]) => tree.members((await tree.resolve(path)) as any);
for (const path of [['Timeline', '2010', '2010-03'], ['Favorites'], ['Cameras', 'Canon EOS 1'], ['Places', 'C1', 'City 1'], ['Videos', '2010'], ['Random'], ['Folders', '2010', '3'], ['Cameras']]) await say(`open ${path.join('/')}`, async () => console.log((await list(...path)).length));
await say('again Favorites', () => list('Favorites'));
bump = 1; groups = months();
await say('refresh, one month changed', () => library.refresh());
await say('refresh, idle', () => library.refresh());
const file = (await list('Timeline', '2010', '2010-03'))[5] as any;
let s = performance.now(); for (let i = 0; i < 20000; i++) await tree.resolve(file.path); console.log('resolve', ((performance.now() - s) / 20).toFixed(2), 'µs');
(globalThis as any).gc?.(); await wait(500); console.log('rest rss', Math.round(process.memoryUsage().rss / 1e6), 'heap', Math.round(process.memoryUsage().heapUsed / 1e6));
await library.stop();
library = createPhotoLibrary({ source, clock, store: await open(), views });
await say('restart: restore', () => library.restore());
await say('restart: PROPFIND Cameras/Canon EOS 1 (stored)', async () => { const t = library.tree; return t.members((await t.resolve(['Cameras', 'Canon EOS 1'])) as any); });
await say('restart: refresh', () => library.refresh());
await library.stop();
import { rmSync } from 'node:fs'; rmSync(folder, { recursive: true });
