import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeFolder } from './folder.ts';
import { fuzz } from './fuzz.ts';
import { closeConnections } from './measure/exchange.ts';
import { apache } from './peers/apache.ts';
import { startImmich } from './peers/immich.ts';
import { createLargeLibrary } from './peers/large-library.ts';
import { createLibraryWithViews } from './peers/library-with-views.ts';
import { nginx } from './peers/nginx.ts';
import { startOurs } from './peers/ours.ts';
import type { Peer } from './peers/peer.ts';
import { startProxy } from './peers/proxy.ts';
import { rclone } from './peers/rclone.ts';
import { addedByHints, addedByPolls, addedRequests } from './rows/added-asset.ts';
import { authenticated } from './rows/authenticated.ts';
import { cachedFile } from './rows/cached-file.ts';
import { firstRead } from './rows/first-read.ts';
import { firstReadPeak, firstReadRest, storeSize } from './rows/first-read-memory.ts';
import { flood } from './rows/flood.ts';
import { guessingKnown, guessingNew } from './rows/guessing.ts';
import { idleBytes, idleRequests } from './rows/idle-cycle.ts';
import { largeFile, largeFileThrottled } from './rows/large-file.ts';
import { listingChanged } from './rows/listing-changed.ts';
import { listingInLargeLibrary } from './rows/listing-in-large-library.ts';
import { listingUnchanged } from './rows/listing-unchanged.ts';
import { longestWait } from './rows/longest-wait.ts';
import { manyPeopleCold, manyPeopleMemory } from './rows/many-people.ts';
import { peakMemoryRow } from './rows/peak-memory.ts';
import { rangeFirstByte } from './rows/range-first-byte.ts';
import { restartFirstListing, restartListening } from './rows/restart.ts';
import { rootListing } from './rows/root-listing.ts';
import type { Bench, Row } from './rows/row.ts';
import { singleResource } from './rows/single-resource.ts';
import { slowReadersMemory } from './rows/slow-readers.ts';
import { smallFiles } from './rows/small-files.ts';
import { viewsChanged, viewsFirst } from './rows/views/first-listings.ts';
import { viewsFromFile, viewsUnchanged } from './rows/views/kept-listings.ts';
import { viewsIdleBytes, viewsIdleRequests } from './rows/views/large-idle.ts';
import { viewsPeak, viewsRest } from './rows/views/large-memory.ts';
import { waitWhileRead } from './rows/wait-while-read.ts';
import { tableHead, tableLine } from './table.ts';

const folderPeers = [nginx, apache, rclone];

const rows: readonly Row[] = [
  listingUnchanged,
  listingChanged,
  longestWait,
  waitWhileRead,
  singleResource,
  authenticated,
  flood,
  largeFileThrottled,
  largeFile,
  smallFiles,
  cachedFile,
  rangeFirstByte,
  peakMemoryRow,
  slowReadersMemory,
  viewsUnchanged,
  viewsFromFile,
  viewsChanged,
  viewsFirst,
  firstRead,
  firstReadPeak,
  firstReadRest,
  storeSize,
  guessingKnown,
  guessingNew,
  restartListening,
  restartFirstListing,
  listingInLargeLibrary,
  rootListing,
  idleRequests,
  idleBytes,
  addedRequests,
  addedByPolls,
  addedByHints,
  manyPeopleMemory,
  manyPeopleCold,
  viewsRest,
  viewsPeak,
  viewsIdleRequests,
  viewsIdleBytes,
];

/** Only rows whose title contains the first argument; all without one. */
const wanted = rows.filter(({ title }) => title.includes(process.argv[2] ?? ''));

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** `pnpm bench fuzz [requests] [seed]` measures nothing. */
if (process.argv[2] === 'fuzz') process.exit(await fuzz(process.argv[3], process.argv[4]));

const running: Peer[] = [];
const scratch = await mkdtemp(join(tmpdir(), 'immich-webdav-bench-'));
const large = createLargeLibrary(scratch);
const withViews = createLibraryWithViews(scratch);
try {
  const bench = await startAll();
  say(tableHead);
  for (const row of wanted) for (const comparison of await row.measure(bench)) say(tableLine(row, comparison));
} finally {
  closeConnections();
  await Promise.all([large, withViews, ...running].map((peer) => peer.stop()));
  await rm(scratch, { recursive: true });
}

async function startAll(): Promise<Bench> {
  // Some servers give up their rights before they read the folder.
  await chmod(scratch, 0o755);
  const immich = keep(await startImmich());
  const folder = await makeFolder(scratch, immich.album);
  const albums = new Map<string, string>();
  for (const { name, start } of folderPeers) {
    const peer = await start(folder, scratch);
    if (peer === undefined) say(`${name} is not installed: its rows are left out.\n`);
    else albums.set(name, `${keep(peer).url}/${encodeURIComponent(immich.album)}/`);
  }
  const proxy = keep(await startProxy(immich.url));
  const ours = keep(await startOurs(immich, scratch, '1h'));
  return { immich, proxy, albums, scratch, ours, large: large.get, withViews: withViews.get };
}

function keep<Started extends Peer>(peer: Started): Started {
  running.push(peer);
  return peer;
}
