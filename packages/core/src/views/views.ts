import { cameras } from './cameras.ts';
import { memories, random, recent } from './daily-views.ts';
import { archive, favorites, folders, partners, places, rating, videos } from './month-views.ts';
import { albums, notInAlbum, onlyAlbum, people, searches, sharedWithMe, tags } from './source-views.ts';
import { type TimelineLayout, timelines } from './timeline.ts';
import type { View } from './view.ts';

/** Settings of views. */
export interface ViewSettings {
  readonly timelineLayout: TimelineLayout;
  /** Number of days before today in `recent`. */
  readonly recentDays: number;
  /** Number of assets in `random`. */
  readonly randomCount: number;
}

/** Default settings: a timeline of months, 30 days, 100 assets. */
export const defaultViewSettings: ViewSettings = { timelineLayout: 'year/month', recentDays: 30, randomCount: 100 };

/** Every view, by its name in the configuration. */
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

/** Name of a view in the configuration. */
export type ViewName = keyof typeof table;

/** Name of a view of a library: `only-album` is for a source with one album, such as a shared link. */
export type ShownView = ViewName | 'only-album';

/** The names of all views. */
export const viewNames: readonly ViewName[] = Object.keys(table) as ViewName[];

export const viewOf = (name: ShownView, settings: ViewSettings): View =>
  name === 'only-album' ? onlyAlbum : table[name](settings);
