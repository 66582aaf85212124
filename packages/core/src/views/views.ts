import { albums, sharedWithMe } from './albums.ts';
import { archive } from './archive.ts';
import { cameras } from './cameras.ts';
import { favorites } from './favorites.ts';
import { folders } from './folders.ts';
import { memories } from './memories.ts';
import { notInAlbum } from './not-in-album.ts';
import { partners } from './partners.ts';
import { people } from './people.ts';
import { places } from './places.ts';
import { random } from './random.ts';
import { rating } from './rating.ts';
import { recent } from './recent.ts';
import { searches } from './searches.ts';
import { tags } from './tags.ts';
import { type TimelineLayout, timelines } from './timeline.ts';
import { videos } from './videos.ts';
import type { View } from './view.ts';

/** What a user may choose about views. */
export interface ViewSettings {
  readonly timelineLayout: TimelineLayout;
  /** Days that `recent` reaches back. */
  readonly recentDays: number;
  /** Assets in `random`. */
  readonly randomCount: number;
}

/** What holds where the user chose nothing: months, 30 days, 100 assets. */
export const defaultViewSettings: ViewSettings = { timelineLayout: 'year/month', recentDays: 30, randomCount: 100 };

/** Views as they are called in the configuration. */
export type ViewName =
  | 'albums'
  | 'timeline'
  | 'favorites'
  | 'archive'
  | 'recent'
  | 'videos'
  | 'not-in-album'
  | 'people'
  | 'tags'
  | 'places'
  | 'cameras'
  | 'rating'
  | 'folders'
  | 'shared-with-me'
  | 'partners'
  | 'memories'
  | 'random'
  | 'searches';

/** Every view. */
const table: Readonly<Record<ViewName, (settings: ViewSettings) => View>> = {
  albums: () => albums,
  timeline: ({ timelineLayout }) => timelines[timelineLayout],
  favorites: () => favorites,
  archive: () => archive,
  recent: ({ recentDays }) => recent(recentDays),
  videos: () => videos,
  'not-in-album': () => notInAlbum,
  people: () => people,
  tags: () => tags,
  places: () => places,
  cameras: () => cameras,
  rating: () => rating,
  folders: () => folders,
  'shared-with-me': () => sharedWithMe,
  partners: () => partners,
  memories: () => memories,
  random: ({ randomCount }) => random(randomCount),
  searches: () => searches,
};

/** All of them. */
export const viewNames: readonly ViewName[] = Object.keys(table) as ViewName[];

export const viewOf = (name: ViewName, settings: ViewSettings): View => table[name](settings);
