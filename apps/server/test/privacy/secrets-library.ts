import { type AssetDescription, type LibraryDescription, library, photo, video } from '@immich-webdav/fake-immich';

const dayMs = 86_400_000;

/** Taken on this day some years ago, so that memories have it; uploaded two days ago. */
function times(): Pick<AssetDescription, 'fileCreatedAt' | 'createdAt'> {
  const now = new Date();
  const [month, day] = [now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0'));
  return { fileCreatedAt: `${now.getFullYear() - 4}-${month}-${day}T12:00:00Z`, createdAt: Date.now() - 2 * dayMs };
}

const described = (name: string, seed: number, more: Partial<AssetDescription> = {}): AssetDescription =>
  photo(`${name}.jpg`, {
    ...times(),
    description: `About ${name}`,
    isFavorite: true,
    content: { generated: 900, seed },
    preview: { content: { generated: 300, seed: seed + 100 } },
    exif: { make: 'Canon', model: 'R5', country: 'Italy', city: 'Rome', rating: 5 },
    ...more,
  });

/** Everything that a view can show, once to be taken away and once to stay. */
function family(name: string, seed: number) {
  return {
    filed: described(name, seed),
    loose: described(`${name}-loose`, seed + 1),
    archived: described(`${name}-archived`, seed + 2, { visibility: 'archive' }),
    film: video(`${name}.mp4`, { ...times(), content: { generated: 1200, seed: seed + 3 } }),
    live: described(`${name}-live`, seed + 4, {
      livePhotoVideo: video(`${name}-live.mov`, { content: { generated: 700, seed: seed + 5 } }),
    }),
    external: described(`${name}-nas`, seed + 6),
  };
}

/** Assets called `secret…` and others called `public…`, in every view; Bob shares an album in which both have one. */
export function secretsLibrary(): LibraryDescription {
  const [secret, other] = [family('secret', 10), family('public', 40)];
  const both = (pick: (one: ReturnType<typeof family>) => readonly AssetDescription[]) => [
    ...pick(secret),
    ...pick(other),
  ];
  return library()
    .user('admin', { partners: [{ user: 'Bob', inTimeline: true }] })
    .album(
      'Trips',
      both(({ filed, archived, film, live }) => [filed, archived, film, live]),
    )
    .loose(...both(({ loose }) => [loose]))
    .externalFolder(
      '/mnt/photos/holiday',
      both(({ external }) => [external]),
    )
    .person('Alice', { assets: both(({ filed, loose, live }) => [filed, loose, live]) })
    .tag(
      'Trips/Rome',
      both(({ filed, film }) => [filed, film]),
    )
    .smartSearch({ beach: both(({ filed, loose }) => [filed, loose]) })
    .user('Bob')
    .album('Wedding', [photo('public-of-bob.jpg', times()), ...both(({ filed }) => [filed])], {
      sharedWith: [{ user: 'admin' }],
    });
}
