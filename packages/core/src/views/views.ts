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

/** Every view, as it is called in the configuration. */
const table = {
  albums: (): View => albums,
  timeline: ({ timelineLayout }: ViewSettings): View => timelines[timelineLayout],
  favorites: (): View => favorites,
  archive: (): View => archive,
  recent: ({ recentDays }: ViewSettings): View => recent(recentDays),
  videos: (): View => videos,
  'not-in-album': (): View => notInAlbum,
  people: (): View => people,
  tags: (): View => tags,
  places: (): View => places,
  cameras: (): View => cameras,
  rating: (): View => rating,
  folders: (): View => folders,
  'shared-with-me': (): View => sharedWithMe,
  partners: (): View => partners,
  memories: (): View => memories,
  random: ({ randomCount }: ViewSettings): View => random(randomCount),
  searches: (): View => searches,
};

/** Views as they are called in the configuration. */
export type ViewName = keyof typeof table;

/** All of them. */
export const viewNames: readonly ViewName[] = Object.keys(table) as ViewName[];

export const viewOf = (name: ViewName, settings: ViewSettings): View => table[name](settings);
