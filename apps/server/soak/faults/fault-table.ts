import type { Random } from '@immich-webdav/demo-library';
import type { FakeImmich, Fault } from '@immich-webdav/fake-immich';

/** A temporary fault of Immich or the network. */
export interface Trouble {
  readonly name: string;
  /** Begins the fault, and returns a function that ends it. */
  begin(immich: FakeImmich, random: Random, port: number): () => unknown;
}

const original = { path: /original$/ };
const json = { path: /albums|search|version/ };
const page = '<!doctype html><h1>Bad gateway</h1>';

const fault = (name: string, describe: (random: Random) => Fault): Trouble => ({
  name,
  begin: (immich, random) => immich.faults.add(describe(random)),
});

/** All faults. */
export const troubles: readonly [Trouble, ...Trouble[]] = [
  fault('slow answers', (random) => ({ delayMs: random.whole(100, 3000) })),
  fault('slow originals', (random) => ({ match: original, delayMs: random.whole(100, 3000) })),
  fault('500', () => ({ status: 500 })),
  fault('503 with Retry-After', () => ({ status: 503, headers: { 'Retry-After': '1' } })),
  fault('429 with Retry-After', () => ({ status: 429, headers: { 'Retry-After': '1' } })),
  fault('401 for originals', () => ({ match: original, status: 401 })),
  fault('a page with status 200', () => ({ status: 200, html: page })),
  fault('a page with status 502', () => ({ html: page })),
  fault('a page that says it were a photo', () => ({
    match: original,
    status: 200,
    body: page,
    headers: { 'Content-Type': 'image/jpeg' },
  })),
  fault('JSON that ends early', () => ({ match: json, body: '[{"id":"0' })),
  fault('JSON that breaks off', (random) => ({ match: json, truncateAfter: random.whole(0, 500) })),
  fault('an empty list, once', () => ({ match: { path: /albums$/ }, times: 1, body: [] })),
  fault('originals that break off', (random) => ({ match: original, truncateAfter: random.whole(0, 500_000) })),
  fault('originals that are reset', (random) => ({ match: original, resetAfter: random.whole(0, 500_000) })),
  fault('originals that stall', (random) => ({ match: original, stallAfter: random.whole(0, 500_000) })),
  fault('originals announced too long', (random) => ({ match: original, wrongLength: random.whole(1, 9999) })),
  fault('originals announced too short', (random) => ({ match: original, wrongLength: -random.whole(1, 9999) })),
  fault('no answer', () => ({ dropConnection: 'before-headers' })),
  fault('only the head of an answer', () => ({ dropConnection: 'after-headers' })),
  fault('idle connections that died', () => ({
    match: { onReusedConnection: true },
    dropConnection: 'before-headers',
  })),
  {
    name: 'a slow line',
    begin(immich, random) {
      immich.throttle({ bytesPerSecond: random.whole(50_000, 2_000_000) });
      return () => immich.throttle();
    },
  },
  {
    name: 'a revoked key',
    begin({ library }) {
      library.revokeKey('admin-key');
      return () => library.allowKey('admin-key');
    },
  },
  {
    name: 'a restart',
    begin(immich, _random, port) {
      const closed = immich.close();
      return async () => {
        await closed;
        await immich.listen({ port });
      };
    },
  },
  {
    name: 'another release',
    begin(immich) {
      const before = immich.version;
      immich.upgrade(before === '3.1.0' ? '2.7.5' : '3.1.0');
      return () => immich.upgrade(before);
    },
  },
];
