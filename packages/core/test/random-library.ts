import fc from 'fast-check';
import { createDigest } from '../src/base/digest.ts';
import type { MemoryAsset, MemoryGroup, MemoryLibrary, MemoryRendition } from '../src/memory/memory-library.ts';
import type { Rendition } from '../src/ports/asset.ts';
import type { Stack } from '../src/ports/asset-source.ts';
import type { SidecarWriter } from '../src/ports/sidecar.ts';
import { renditionNames } from '../src/renditions/renditions.ts';
import { viewNames } from '../src/views/views.ts';
import type { Choices } from './set-up.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Names that meet each other, folders and what is shown beside files. */
const fileNames = [
  'IMG_1.HEIC',
  'IMG_1.jpg',
  'img_1.JPG',
  'IMG_1',
  'IMG_1.mov',
  'IMG_1.avi',
  'IMG_1.mp4',
  'IMG_1.jpg.xmp',
  'IMG_1.jpg.xmp.xmp',
  '2024-03-01',
  'images',
  'Rome',
  '1',
  '1.jpg',
  'unnamed',
  '',
  '..',
  'con.jpg',
  'e\u0301.jpg',
  '\u00c9.JPG',
  `${'x'.repeat(250)}.jpg`,
  `${'x'.repeat(250)}.heic`,
] as const;
const folderNames = [
  'Trips',
  'trips',
  'Rome',
  'IMG_1',
  'IMG_1.jpg',
  '2024-03-01',
  '1',
  'images',
  'images_',
  '',
  'a/b',
  'a:b',
];
const mediaTypes = {
  image: ['image/jpeg', 'image/heic', 'image/x-canon-cr2', 'image/webp'],
  video: ['video/mp4', 'video/quicktime', 'video/x-msvideo'],
} as const;
const renditionKinds: readonly Rendition[] = ['edited', 'fullsize', 'preview', 'thumbnail', 'playback', 'motion'];

/** As good as a hash here. */
function hashOf(content: Uint8Array): string {
  const digest = createDigest();
  digest.addBytes(content);
  return digest.hex().padStart(40, '0');
}

const maybe = <T>(value: T): fc.Arbitrary<T | undefined> => fc.constantFrom(undefined, value);
/** Without what is undefined, as sources tell it. */
const whole = <T extends object>(some: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(some).filter(([, value]) => value !== undefined)) as never;

const renditions: fc.Arbitrary<{ readonly [Name in Rendition]?: MemoryRendition }> = fc
  .uniqueArray(
    fc.tuple(
      fc.constantFrom(...renditionKinds),
      fc.record({
        content: fc.string({ maxLength: 6 }).map(bytes),
        mediaType: fc.constantFrom('image/jpeg', 'video/mp4', 'video/quicktime'),
      }),
    ),
    { selector: ([name]) => name },
  )
  .map((all) => Object.fromEntries(all));

const day = (text: string): number => Date.parse(`${text}T12:00:00Z`);

const randomAsset = (id: string): fc.Arbitrary<MemoryAsset> =>
  fc.constantFrom('image' as const, 'video' as const).chain(
    (type) =>
      fc
        .record({
          type: fc.constant(type),
          mediaType: fc.constantFrom(...mediaTypes[type]),
          fileName: fc.constantFrom(...fileNames),
          content: fc.string({ maxLength: 6 }).map(bytes),
          hasSize: fc.boolean(),
          hasHash: fc.boolean(),
          isLying: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
          capturedAt: fc.constantFrom('2024-03-01', '2024-03-02', '2023-01-01', '2022-12-31').map(day),
          uploadedAt: fc.constantFrom('2024-04-01', '2024-04-02', '2025-12-30', '2026-01-01').map(day),
          isFavorite: maybe(true as const),
          isArchived: maybe(true as const),
          isEdited: maybe(true as const),
          owner: fc.constantFrom(undefined, undefined, 'Bob', 'bob', 'a/b'),
          motionId: maybe(`motion of ${id}`),
          camera: fc.constantFrom(
            undefined,
            { make: 'Canon', model: 'Canon R5' },
            { model: 'canon r5' },
            { model: 'a/b' },
          ),
          place: fc.constantFrom(
            undefined,
            { country: 'Italy' },
            { country: 'Italy', city: 'Rome' },
            { country: 'italy', city: 'rome' },
          ),
          rating: fc.constantFrom(undefined, 1, 5),
          description: maybe('Sun'),
          originalPath: fc.constantFrom('/a/x.jpg', '/a/Rome/x.jpg', '/a/rome/x.jpg', '/b:/c/x.jpg'),
          isFiledByPeople: maybe(true as const),
          look: fc.constantFrom(undefined, 1, 2),
          changedAt: maybe(day('2025-01-01')),
          renditions,
        })
        .map(({ hasSize, hasHash, isLying, content, ...rest }) => ({
          ...(whole(rest) as typeof rest),
          id,
          content,
          modifiedAt: rest.capturedAt,
          revision: `${[...content].join('.')}`,
          ...(hasSize ? { size: content.length + (isLying ? 3 : 0) } : {}),
          ...(hasHash ? { sha1: hashOf(content) } : {}),
        })) as fc.Arbitrary<MemoryAsset>,
  );

const ids = Array.from({ length: 10 }, (_, at) => `asset-${at}`);
const randomAssets = fc.tuple(...ids.map(randomAsset));

const randomGroups = (kind: string, ofAll: readonly MemoryAsset[]): fc.Arbitrary<MemoryGroup[]> =>
  fc
    .array(
      fc.record({
        name: fc.constantFrom(...folderNames.filter((name) => name !== '')),
        parents: fc.constantFrom<readonly string[]>([], [], ['Trips'], ['trips', 'Rome'], ['a:b']),
        assets: fc.subarray([...ofAll]),
      }),
      { maxLength: 4 },
    )
    .map((groups) =>
      groups.map((group, at) => ({ ...group, parents: kind === 'tag' ? group.parents : [], id: `${kind}-${at}` })),
    );

const randomStacks = fc.tuple(fc.shuffledSubarray(ids), fc.integer({ min: 2, max: 3 })).map(([some, size]): Stack[] => {
  const stacks: Stack[] = [];
  for (let at = 0; at + size <= some.length; at += size) {
    const assetIds = some.slice(at, at + size);
    stacks.push({ primaryId: assetIds[0] as string, assetIds });
  }
  return stacks;
});

const libraryOf = (all: readonly MemoryAsset[]): fc.Arbitrary<MemoryLibrary> =>
  fc.record({
    albums: fc
      .array(
        fc.record({
          name: fc
            .array(fc.constantFrom(...folderNames), { minLength: 1, maxLength: 3 })
            .map((names) => names.join(' / ')),
          owner: fc.constantFrom(undefined, undefined, 'Bob', 'bob'),
          createdAt: fc.integer({ min: 0, max: 3 }),
          assets: fc.subarray([...all]),
        }),
        { maxLength: 5 },
      )
      .map((albums) => albums.map((album, at) => ({ ...(whole(album) as typeof album), id: `album-${at}` }))),
    loose: fc.subarray([...all]),
    people: randomGroups('person', all),
    tags: randomGroups('tag', all),
    searches: randomGroups('search', all),
    stacks: randomStacks,
  }) as fc.Arbitrary<MemoryLibrary>;

/** A library whose names clash wherever they can. */
export const randomLibrary: fc.Arbitrary<MemoryLibrary> = randomAssets.chain(libraryOf);

/** What a library becomes, step by step: assets change once or never, and groups have other members. */
export const randomHistory: fc.Arbitrary<readonly MemoryLibrary[]> = fc
  .tuple(randomAssets, randomAssets, fc.array(fc.nat(9), { minLength: ids.length, maxLength: ids.length }))
  .chain(([before, after, changes]) => {
    const at = (step: number): MemoryAsset[] =>
      before.map((asset, n) => (step >= (changes[n] ?? 9) ? (after[n] ?? asset) : asset));
    return fc.tuple(...[0, 1, 2, 3].map((step) => libraryOf(at(step))));
  });

const sidecar: SidecarWriter = {
  extension: '.xmp',
  mediaType: 'application/rdf+xml',
  write: ({ asset: { rating, description }, people, tags }) =>
    bytes(
      JSON.stringify({
        rating,
        description,
        people: people.toSorted(),
        tags: tags.map((tag) => tag.join('/')).toSorted(),
      }),
    ),
};

/** What may be chosen, all of it. */
export const randomChoices: fc.Arbitrary<Choices> = fc
  .record({
    views: fc.subarray([...viewNames], { minLength: 1 }),
    viewSettings: fc.record({
      timelineLayout: fc.constantFrom('year' as const, 'year/month' as const, 'year/month/day' as const),
      recentDays: fc.constantFrom(1, 700),
      randomCount: fc.constantFrom(1, 4),
    }),
    renditions: fc.subarray([...renditionNames], { minLength: 1 }),
    livePhotos: fc.constantFrom('still' as const, 'pair' as const),
    stacks: fc.constantFrom('all' as const, 'primary' as const, 'folder' as const),
    sidecar: maybe(sidecar),
    albumPathSeparator: maybe(' / '),
    splitFoldersAt: fc.constantFrom(undefined, 1, 3),
    flatten: fc.boolean(),
    excludedExtensions: fc.constantFrom<readonly string[]>([], ['jpg']),
  })
  .map((choices) => whole(choices) as Choices);
