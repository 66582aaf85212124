import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { routes } from '../src/endpoints/routes.ts';
import { createFakeImmich, type FakeImmich, type LibraryDescription, library, photo, video } from '../src/index.ts';
import { generationOf } from '../src/version.ts';
import { documentOf, type Schema, validatorOf } from './openapi-document.ts';
import { hasSharedFolder, RELEASES, whyAbsent } from './shared-folder.ts';

interface Operation {
  readonly method: 'GET' | 'POST';
  /** As in the document. */
  readonly path: string;
  readonly url?: (immich: FakeImmich) => string;
  readonly body?: (immich: FakeImmich) => object;
  /** Fields that a real server was seen to send though the document does not know them. */
  readonly undocumented?: readonly string[];
  /** 200 unless set. */
  readonly status?: number;
}

const still = photo('IMG_0001.heic', {
  livePhotoVideo: video('IMG_0001.mov'),
  isFavorite: true,
  exif: { latitude: 52.5, longitude: 13.4, city: 'Berlin', rating: 5, make: 'Lab', fNumber: 2.8 },
});

const description = library()
  .user('admin', { partners: [{ user: 'bob', inTimeline: true }] })
  .user('bob')
  .album('Trips', [still, video('clip.mp4'), photo('old.jpg', { visibility: 'archive' })], {
    owner: 'admin',
    sharedWith: [{ user: 'bob', role: 'editor' }],
  })
  .album("Bob's", [photo('b.png', { external: {} })], { sharedWith: [{ user: 'admin' }] })
  .album('', [], { owner: 'admin' })
  .user('carol', { partners: [{ user: 'admin' }] });

/** All of them the first user's. */
const described: LibraryDescription = {
  ...description,
  externalFolders: [{ path: '/mnt/photos/2024', assets: [photo('external.jpg')] }],
  people: [{ name: 'Alice', birthDate: '2001-12-31', assets: [still] }],
  tags: [{ value: 'Trips/2024', assets: [still] }],
  stacks: [{ assets: [photo('a.jpg'), photo('a.dng')] }],
  memories: [{ year: 2020, assets: [still], showAt: 0, hideAt: '2040-01-01T00:00:00Z' }],
  smartSearchResults: { sunset: [still] },
  sharedLinks: [
    // Immich shows an album inside a link without its owner, which the document of 3.1.0 forbids.
    { assets: [still], slug: 'open' },
    { assets: [still], slug: 'some', password: 'sesame' },
  ],
};

const albumId = (immich: FakeImmich): string => immich.library.albumNamed('Trips').id;
const assetId = (immich: FakeImmich): string => immich.library.assetNamed('IMG_0001.heic').id;

const EVERYTHING = '&withStacked=true&withCoordinates=true';

const OPERATIONS: readonly Operation[] = [
  { method: 'GET', path: '/server/ping' },
  { method: 'GET', path: '/server/version' },
  { method: 'GET', path: '/server/about' },
  { method: 'GET', path: '/server/features' },
  { method: 'GET', path: '/server/config' },
  { method: 'GET', path: '/server/media-types' },
  { method: 'GET', path: '/users/me' },
  { method: 'GET', path: '/api-keys/me' },
  { method: 'GET', path: '/albums' },
  { method: 'GET', path: '/albums', url: () => '/albums?shared=true' },
  { method: 'GET', path: '/albums/statistics' },
  { method: 'GET', path: '/albums/{id}', url: (immich) => `/albums/${albumId(immich)}` },
  { method: 'GET', path: '/assets/statistics' },
  { method: 'GET', path: '/assets/{id}', url: (immich) => `/assets/${assetId(immich)}` },
  { method: 'POST', path: '/search/metadata', body: () => ({}) },
  {
    method: 'POST',
    path: '/search/metadata',
    body: (immich) => ({ albumIds: [albumId(immich)], withExif: true, size: 2 }),
  },
  { method: 'POST', path: '/search/metadata', body: () => ({ withPeople: true }) },
  { method: 'POST', path: '/search/statistics', body: () => ({ isFavorite: true }) },
  { method: 'POST', path: '/search/smart', body: () => ({ query: 'sunset' }) },
  { method: 'POST', path: '/search/random', body: () => ({ size: 3 }) },
  { method: 'GET', path: '/search/suggestions', url: () => '/search/suggestions?type=city' },
  { method: 'GET', path: '/search/cities' },
  { method: 'GET', path: '/search/person', url: () => '/search/person?name=ali' },
  { method: 'GET', path: '/timeline/buckets' },
  {
    method: 'GET',
    path: '/timeline/bucket',
    url: () => `/timeline/bucket?timeBucket=2024-01-01${EVERYTHING}`,
    undocumented: ['status'],
  },
  { method: 'GET', path: '/people' },
  { method: 'GET', path: '/people/{id}', url: (immich) => `/people/${immich.library.personNamed('Alice').id}` },
  {
    method: 'GET',
    path: '/people/{id}/statistics',
    url: (immich) => `/people/${immich.library.personNamed('Alice').id}/statistics`,
  },
  { method: 'GET', path: '/faces', url: (immich) => `/faces?id=${assetId(immich)}` },
  { method: 'GET', path: '/tags' },
  { method: 'GET', path: '/tags/{id}', url: (immich) => `/tags/${immich.library.tagNamed('Trips/2024').id}` },
  { method: 'GET', path: '/stacks' },
  {
    method: 'GET',
    path: '/assets/{id}',
    url: (immich) => `/assets/${immich.library.assetNamed('a.dng').id}`,
  },
  { method: 'GET', path: '/partners', url: () => '/partners?direction=shared-with' },
  { method: 'GET', path: '/partners', url: () => '/partners?direction=shared-by' },
  { method: 'GET', path: '/memories', url: () => '/memories?for=2026-11-22' },
  { method: 'GET', path: '/shared-links/me', url: () => '/shared-links/me?slug=open' },
  {
    method: 'POST',
    path: '/shared-links/login',
    url: () => '/shared-links/login?slug=some',
    body: () => ({ password: 'sesame' }),
    status: 201,
  },
  { method: 'GET', path: '/view/folder/unique-paths' },
  { method: 'GET', path: '/view/folder', url: () => '/view/folder?path=/mnt/photos/2024' },
];

for (const release of RELEASES) {
  describe.skipIf(!hasSharedFolder)(
    `is valid by the OpenAPI document of ${release} ${hasSharedFolder ? '' : whyAbsent}`,
    () => {
      const immich = createFakeImmich({ version: release, library: described });
      let url: string;
      beforeAll(async () => {
        ({ url } = await immich.listen());
      });
      afterAll(() => immich.close());

      test('a reply with an unknown field would be found', () => {
        const validate = validatorOf(release, { method: 'GET', path: '/server/ping' });
        expect(validate({ res: 'pong' })).toBe(true);
        expect(validate({ res: 'pong', other: 1 })).toBe(false);
      });

      test('endpoints want the permissions of the document', () => {
        const { paths } = documentOf(release) as { paths: Record<string, Record<string, Schema>> };
        const wanted = routes.flatMap((route) => {
          if (!(route.generations?.includes(generationOf(release)) ?? true)) return [];
          const path = route.path.slice('/api'.length).replaceAll(/:(\w+)/g, '{$1}');
          const operation = paths[path]?.[route.method.toLowerCase()];
          // Some are hidden from the document.
          return operation && route.access === 'permission'
            ? [
                {
                  name: `${route.method} ${path}`,
                  permission: route.permission,
                  documented: operation['x-immich-permission'],
                },
              ]
            : [];
        });
        expect(wanted.length).toBeGreaterThan(60);
        expect(wanted.filter(({ permission, documented }) => permission !== documented)).toEqual([]);
      });

      test.each(OPERATIONS)('$method $path', async (operation) => {
        const path = operation.url?.(immich) ?? operation.path;
        const response = await fetch(`${url}/api${path}`, {
          method: operation.method,
          headers: { 'x-api-key': 'admin-key', 'content-type': 'application/json' },
          ...(operation.body && { body: JSON.stringify(operation.body(immich)) }),
        });
        expect(response.status).toBe(operation.status ?? 200);
        const validate = validatorOf(release, operation);
        const body = (await response.json()) as Record<string, unknown>;
        for (const name of operation.undocumented ?? []) delete body[name];
        validate(body);
        expect(validate.errors ?? []).toEqual([]);
      });
    },
  );
}
