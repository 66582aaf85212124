import {
  type AssetDescription,
  type LibraryBuilder,
  library,
  photo,
  type UserDescription,
  video,
} from '@immich-webdav/fake-immich';

/** Noon on the day on which the tests take place, where they run. */
export const noon: number = new Date(2026, 4, 20, 12).getTime();

export const apiKey = 'views-key';

const jpeg = (size: number, seed: number) => ({ content: { generated: size, seed } });

/** Taken at noon on a day, uploaded long ago. */
const on = (day: string): Pick<AssetDescription, 'fileCreatedAt' | 'createdAt'> => ({
  fileCreatedAt: `${day}T12:00:00.000Z`,
  createdAt: '2025-01-01T00:00:00.000Z',
});

const beach = photo('beach.jpg', {
  ...on('2024-03-09'),
  isFavorite: true,
  description: 'Sand, “sea” & <nobody>',
  exif: {
    make: 'Canon',
    model: 'Canon EOS R5',
    city: 'Rome',
    country: 'Italy',
    latitude: 41.89,
    longitude: 12.49,
    rating: 5,
  },
});
const live = photo('IMG_0003.HEIC', {
  ...on('2024-03-10'),
  exif: { make: 'Apple', model: 'iPhone 15', city: 'Tokyo', country: 'Japan' },
  livePhotoVideo: video('IMG_0003.MOV', { content: { generated: 7000, seed: 31 } }),
  fullsize: jpeg(5003, 32),
  preview: jpeg(1503, 33),
  thumbnail: jpeg(303, 34),
});
const raw = photo('IMG_0004.CR2', {
  ...on('2024-03-10'),
  preview: jpeg(1504, 42),
  thumbnail: jpeg(304, 43),
  fullsize: jpeg(5004, 44),
});
const developed = photo('IMG_0004.jpg', on('2024-03-10'));
const frost = photo('frost.avif', { ...on('2023-01-02'), exif: { country: 'Japan', rating: 1 } });
const edited = photo('edited.jpg', { ...on('2023-05-06'), edited: jpeg(2222, 51) });
const archived = photo('archived.jpg', { ...on('2022-02-03'), visibility: 'archive' });
const clip = video('clip.mp4', on('2024-03-11'));
const film = video('film.avi', { ...on('2024-04-01'), transcoded: jpeg(6006, 61) });
const untouched = video('untouched.mov', on('2024-04-02'));
const yearsAgo = photo('years-ago.jpg', on('2022-05-20'));
const fresh = photo('fresh.jpg', { ...on('2026-05-01'), createdAt: noon - 26 * 3_600_000 });

/** A library that has something of everything; the key of its user may be narrowed. */
export const viewsLibrary = (permissions: readonly string[] = ['all']): LibraryBuilder =>
  library()
    .user('admin', {
      apiKeys: [{ secret: apiKey, permissions }],
      partners: [{ user: 'Bob', inTimeline: true }],
    } satisfies Omit<UserDescription, 'name'>)
    .album('Trips', [beach, archived, clip])
    .album('Trips / 2024 / Rome', [raw, developed, live])
    .loose(frost, edited, film, untouched, yearsAgo, fresh)
    .externalFolder('/mnt/photos/2023/holiday', [photo('nas-1.jpg', on('2023-07-08'))])
    .externalFolder('/mnt/photos/2024', [photo('nas-2.png', on('2024-07-08'))])
    .person('Alice', { assets: [beach, live] })
    .person('Ghost', { assets: [beach], hidden: true })
    .person('', { assets: [beach, clip, frost] })
    .tag('Trips/2024/Rome', [beach, raw])
    .tag('Winter', [frost])
    .stack([developed, raw])
    .smartSearch({ 'beach at sunset': [beach, live] })
    .user('Bob')
    .album('Wedding', [photo('cake.jpg', on('2021-06-05'))], { sharedWith: [{ user: 'admin', role: 'viewer' }] })
    .loose(photo('bobs.jpg', on('2021-06-06')));

/** Every view there is, and what its folders are told. */
export const everyView: Readonly<Record<string, string>> = {
  VIEWS:
    'albums,timeline,favorites,archive,recent,videos,not-in-album,people,tags,places,cameras,rating,folders,' +
    'shared-with-me,partners,memories,random,searches',
  ALBUM_PATH_SEPARATOR: ' / ',
  RANDOM_COUNT: '5',
  SEARCHES: 'Beach=smart:beach at sunset; Big videos=type:video size>1KB; Five stars=rating:5',
};
