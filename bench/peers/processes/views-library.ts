import { createHash } from 'node:crypto';
import {
  type AssetDescription,
  type LibraryDescription,
  library,
  photo,
} from '../../../packages/fake-immich/src/index.ts';
import { dayTaken, membersPerView } from '../view-folders.ts';

type Facts = Omit<AssetDescription, 'originalFileName'>;

const dayMs = 86_400_000;
const longAgo = Date.UTC(2020, 0, 1);

function many(prefix: string, extension: string, facts: (name: string) => Facts): readonly AssetDescription[] {
  return Array.from({ length: membersPerView }, (_, index) => {
    const name = `${prefix}_${String(index + 1).padStart(7, '0')}.${extension}`;
    // Nothing reads the content, so nothing compares it with its checksum.
    const checksum = createHash('sha1').update(name).digest('base64');
    return photo(name, { content: { generated: 20_000, seed: index }, checksum, ...facts(name) });
  });
}

/** All that one asset can be at once. */
const shown = many('IMG', 'jpg', (name) => ({
  createdAt: Date.now() - dayMs,
  fileCreatedAt: dayTaken(),
  isFavorite: true,
  originalPath: `/data/library/admin/2020/holiday/${name}`,
  exif: {
    make: 'Canon',
    model: 'Canon EOS R5',
    country: 'Italy',
    city: 'Rome',
    latitude: 41.9,
    longitude: 12.5,
    rating: 5,
  },
}));
const archived = many('OLD', 'jpg', (name) => ({
  createdAt: longAgo,
  fileCreatedAt: Date.UTC(2010, 0, 10, 12),
  visibility: 'archive',
  originalPath: `/data/library/admin/2010/scans/${name}`,
}));
const clips = many('VID', 'mp4', () => ({ createdAt: longAgo, fileCreatedAt: Date.UTC(2011, 1, 11, 12) }));
const bobs = many('BOB', 'jpg', () => ({ createdAt: longAgo, fileCreatedAt: Date.UTC(2012, 2, 12, 12) }));

/** A library in which every view has a folder of `membersPerView` assets. */
export const viewsLibrary: LibraryDescription = library()
  .user('admin', { partners: [{ user: 'Bob', inTimeline: true }] })
  .album('Album', shown)
  .album('Scans', archived)
  .album('Small', [photo('small.jpg', { createdAt: longAgo, fileCreatedAt: Date.UTC(2013, 3, 13, 12) })])
  .loose(...clips)
  .person('Alice', { assets: shown })
  .tag('Beach', shown)
  .user('Bob')
  .album('Wedding', bobs, { sharedWith: [{ user: 'admin' }] });

const someOfEach = 10;

/** Names of assets of which every folder has some; of random ones, as good as certainly. */
export const changingNames: readonly string[] = [shown, archived, clips, bobs].flatMap((assets) =>
  assets.slice(0, someOfEach).map(({ originalFileName }) => originalFileName),
);
