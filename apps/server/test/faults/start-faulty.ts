import { setTimeout as sleep } from 'node:timers/promises';
import { type Clock, type PhotoLibrary, systemClock } from '@immich-webdav/core';
import {
  createFakeImmich,
  type FakeImmich,
  type ImmichVersion,
  type LibraryDescription,
  library,
  photo,
  video,
} from '@immich-webdav/fake-immich';
import { expect, onTestFinished, vi } from 'vitest';
import type { Freshness } from '../../src/health/freshness.ts';
import { createContainer, type Environment, parseConfiguration, Token } from '../../src/index.ts';
import { failOnStrays } from './strays.ts';

export const SMALL = 20_000;
export const LARGE = 3_500_000;

/** `Trip` has a file that is answered in one write and one that is streamed. */
export const twoAlbums: LibraryDescription = library()
  .album('Trip', [
    photo('small.jpg', { content: { generated: SMALL, seed: 1 } }),
    video('large.mp4', { content: { generated: LARGE, seed: 2 } }),
  ])
  .album('Other', [photo('other.jpg', { content: { generated: SMALL, seed: 3 } })]);

/** How much faster than the system's clock the one of the server runs here: intervals of seconds pass in moments. */
const HURRY = 20;

/** Time runs faster, and the date may be set. */
export interface FaultyClock extends Clock {
  set(offsetMs: number): void;
}

export function createFaultyClock(): FaultyClock {
  let offset = 0;
  return {
    now: () => Date.now() + offset,
    elapsed: () => performance.now() * HURRY,
    random: () => 0,
    sleep: (ms, signal) => systemClock.sleep(ms / HURRY, signal),
    set: (offsetMs) => {
      offset = offsetMs;
    },
  };
}

export interface FaultyOptions {
  readonly version?: ImmichVersion;
  readonly library?: LibraryDescription;
  readonly environment?: Environment;
  /** True: Immich does not listen yet; its port is `immichPort`. */
  readonly isDown?: boolean;
  /** When freshness counts as lost; as in the product unless told. */
  readonly freshness?: (clock: Clock) => Freshness;
}

export interface LogLine {
  readonly level: number;
  readonly msg: string;
  readonly error?: { readonly code?: string; readonly message: string };
}

export interface FaultyServer {
  readonly immich: FakeImmich;
  readonly immichPort: number;
  readonly url: string;
  readonly photos: PhotoLibrary;
  readonly clock: FaultyClock;
  /** What was logged so far, from warnings on. */
  readonly warnings: () => readonly LogLine[];
  readonly log: () => readonly LogLine[];
}

/** A port of this machine that nobody listens on. */
async function freePort(immich: FakeImmich): Promise<number> {
  const { port } = await immich.listen();
  await immich.close();
  return port;
}

/** The whole server over a stand-in that may fail. It knows the albums when this resolves, unless Immich is down. */
export async function startFaulty(options: FaultyOptions = {}): Promise<FaultyServer> {
  const { version = '3.1.0', environment = {}, isDown = false } = options;
  failOnStrays();
  const immich = createFakeImmich({ version, library: options.library ?? twoAlbums });
  onTestFinished(() => immich.close());
  const immichPort = await freePort(immich);
  if (!isDown) await immich.listen({ port: immichPort });
  const lines: LogLine[] = [];
  const clock = createFaultyClock();
  const container = createContainer(
    parseConfiguration({
      IMMICH_URL: `http://127.0.0.1:${immichPort}`,
      IMMICH_API_KEY: 'admin-key',
      IMMICH_HINTS: 'false',
      REFRESH_INTERVAL: '1s',
      FLATTEN_ASSET_STRUCTURE: 'true',
      DATA_DIR: ':memory:',
      WEBDAV_PORT: '0',
      ...environment,
    }),
  );
  container.rebind(Token.Clock).toConstantValue(clock);
  if (options.freshness) container.rebind(Token.Freshness).toConstantValue(options.freshness(clock));
  container.rebind(Token.LogOutput).toConstantValue({ write: (line: string) => void lines.push(JSON.parse(line)) });
  const application = container.get(Token.Application);
  const { url } = await application.start();
  onTestFinished(() => application.stop());
  const photos = container.get(Token.PhotoLibrary);
  if (!isDown) await photos.refresh();
  const warnings = () => lines.filter(({ level }) => level >= 40);
  return { immich, immichPort, url, photos, clock, warnings, log: () => [...lines] };
}

/** What became of a request: all of an answer, or a connection that broke before its end. */
export interface Outcome {
  /** 0 when the connection broke before an answer began. */
  readonly status: number;
  readonly headers: Headers;
  readonly body: Buffer;
  readonly isBroken: boolean;
}

/** Asks for a path below the root, and reads as much as comes. */
export async function ask(url: string, path: string, init: RequestInit = {}): Promise<Outcome> {
  const response = await fetch(new URL(path, url), init).catch((error: unknown) => {
    if (init.signal?.aborted) throw error;
    return Response.error();
  });
  const chunks: Uint8Array[] = [];
  let isBroken = response.status === 0;
  try {
    for await (const chunk of response.body ?? []) chunks.push(chunk);
  } catch {
    isBroken = true;
  }
  return { status: response.status, headers: response.headers, body: Buffer.concat(chunks), isBroken };
}

/** The names that a folder shows; rejects when it is not answered with a listing. */
export async function names(url: string, path = ''): Promise<readonly string[]> {
  const { status, body } = await ask(url, path, { method: 'PROPFIND', headers: { depth: '1' } });
  expect(status).toBe(207);
  const hrefs = [...body.toString().matchAll(/<[\w:]*href>([^<]*)</g)].map(([, href = '']) => decodeURIComponent(href));
  return hrefs.slice(1).map((href) => href.split('/').filter(Boolean).at(-1) ?? '');
}

/** The bytes that Immich has of a file now. */
export async function trueBytes(immich: FakeImmich, name: string): Promise<Buffer> {
  const { content } = immich.library.assetNamed(name);
  const chunks: Uint8Array[] = [];
  for await (const chunk of content.chunks(0, content.size)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Puts a new photo into an album, and resolves when clients see it: the server still refreshes, or does so again. */
export async function seesChanges({ immich, url }: FaultyServer, album = 'Trip'): Promise<void> {
  const name = `new-${performance.now()}.jpg`;
  immich.library.addToAlbum(immich.library.albumNamed(album).id, immich.library.addAsset(photo(name)).id);
  await vi.waitUntil(async () => (await names(url, `${album}/`)).includes(name), { timeout: 20_000, interval: 20 });
}

/** Resolves once something holds. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await sleep(5);
}

/** Requests of listings: of albums, and of their members. */
export const listingRequests = ({ immich }: Pick<FaultyServer, 'immich'>): number =>
  immich.requests.matching(/\/search\/metadata$|\/albums\/[\w-]+$/).length;
