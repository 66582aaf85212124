import type { ViewName } from '../../packages/core/src/index.ts';

/** As many assets does each view show in one folder. */
export const membersPerView = 10_000;

/** The most that `RANDOM_COUNT` allows. */
const randomCount = 9999;

/** Today in an earlier year that had this day too, at noon. */
export function dayTaken(): Date {
  const today = new Date();
  return new Date(Date.UTC(today.getFullYear() - 4, today.getMonth(), today.getDate(), 12));
}

const month = dayTaken().toISOString().slice(0, 7);

/** The folder of each view that has that many, below the root where all views are on. */
export const viewFolders: Readonly<Record<ViewName, readonly string[]>> = {
  albums: ['Albums', 'Album'],
  timeline: ['Timeline', month.slice(0, 4), month],
  favorites: ['Favorites'],
  archive: ['Archive', '2010'],
  recent: ['Recent'],
  videos: ['Videos', '2011'],
  'not-in-album': ['Not in album'],
  people: ['People', 'Alice'],
  tags: ['Tags', 'Beach'],
  places: ['Places', 'Italy', 'Rome'],
  cameras: ['Cameras', 'Canon EOS R5'],
  rating: ['Rating', '5 stars'],
  folders: ['Folders', '2020', 'holiday'],
  'shared-with-me': ['Shared with me', 'Bob', 'Wedding'],
  partners: ['Partners', 'Bob'],
  memories: ['Memories', 'On this day', '4 years ago'],
  random: ['Random'],
  searches: ['Searches', 'Five stars'],
};

/** Every view. */
export const viewNames: readonly string[] = Object.keys(viewFolders);

/** A folder of one asset. */
export const smallFolder: readonly string[] = ['Albums', 'Small'];

/** What our server is told for that. */
export const allViews: Readonly<Record<string, string>> = {
  VIEWS: viewNames.join(),
  RANDOM_COUNT: String(randomCount),
  SEARCHES: 'Five stars=rating:5',
};

/** How many members a view's folder has. */
export const membersOf = (view: string): number => (view === 'random' ? randomCount : membersPerView);
