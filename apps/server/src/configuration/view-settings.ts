import {
  type LivePhotos,
  type RenditionName,
  renditionNames,
  type StackChoice,
  type TimelineLayout,
  type ViewName,
  viewNames,
} from '@immich-webdav/core';
import { parseSearches, type SavedSearch } from '@immich-webdav/immich-adapter';
import * as schemas from './schemas.ts';
import type { Setting } from './setting.ts';

/** What each variable about the tree becomes once it is read. */
export interface ViewSettingValues {
  readonly VIEWS: readonly ViewName[];
  readonly TIMELINE_LAYOUT: TimelineLayout;
  readonly RECENT_DAYS: number;
  readonly RANDOM_COUNT: number;
  readonly SEARCHES: readonly SavedSearch[];
  readonly ALBUM_PATH_SEPARATOR: string | undefined;
  readonly SPLIT_FOLDERS_AT: number | undefined;
  readonly RENDITIONS: readonly RenditionName[];
  readonly LIVE_PHOTOS: LivePhotos;
  readonly STACKS: StackChoice;
  readonly SIDECARS: 'xmp' | undefined;
}

const layouts: readonly TimelineLayout[] = ['year', 'year/month', 'year/month/day'];
const livePhotos: readonly LivePhotos[] = ['still', 'pair'];
const stackChoices: readonly StackChoice[] = ['all', 'primary', 'folder'];

/** What the tree shows, and how. */
export const viewSettings: { readonly [Name in keyof ViewSettingValues]: Setting<ViewSettingValues[Name]> } = {
  VIEWS: {
    describes: 'What the tree shows: one is the root, several get a folder each.',
    accepts: `names separated by commas: ${viewNames.join(', ')}`,
    default: 'albums',
    explain: (text) => schemas.strangersIn(text, viewNames),
    schema: schemas.namesOf(viewNames),
  },
  TIMELINE_LAYOUT: {
    describes: 'How fine the folders of the timeline are.',
    accepts: layouts.join(', '),
    default: 'year/month',
    schema: schemas.oneOf(layouts),
  },
  RECENT_DAYS: {
    describes: 'How many days the view recent reaches back.',
    accepts: 'a whole number from 1 to 9999',
    default: '30',
    schema: schemas.wholeNumber(1, 9999),
  },
  RANDOM_COUNT: {
    describes: 'How many assets the view random has.',
    accepts: 'a whole number from 1 to 9999',
    default: '100',
    schema: schemas.wholeNumber(1, 9999),
  },
  SEARCHES: {
    describes: 'The folders of the view searches: Beach=smart:beach at sunset; Big videos=type:VIDEO size>500MB.',
    accepts: 'name=query pairs separated by semicolons, a query being smart: and words, or terms',
    default: ';',
    explain: (text) => parseSearches(text).problems,
    schema: schemas.searches,
  },
  ALBUM_PATH_SEPARATOR: {
    describes:
      'Nests albums: what stands between names of folders in the name of an album; they are not nested unless set.',
    accepts: 'at most 20 characters, such as / or " / ", in quotation marks where blanks belong to it',
    verbatim: true,
    schema: schemas.separator,
  },
  SPLIT_FOLDERS_AT: {
    describes: 'Splits a folder of more files into folders by day; none is split unless set.',
    accepts: 'a whole number from 100 to 9999999',
    schema: schemas.wholeNumber(100, 9_999_999).optional(),
  },
  RENDITIONS: {
    describes: 'How assets are shown: one way is the root, several get a folder each.',
    accepts: `names separated by commas: ${renditionNames.join(', ')}`,
    default: 'original',
    explain: (text) => schemas.strangersIn(text, renditionNames),
    schema: schemas.namesOf(renditionNames),
  },
  LIVE_PHOTOS: {
    describes: 'Whether the video of a live photo is beside its still (pair) or left out (still).',
    accepts: livePhotos.join(', '),
    default: 'still',
    schema: schemas.oneOf(livePhotos),
  },
  STACKS: {
    describes: 'What is shown of a stack: all, the primary alone, or that one and the others in a folder of its name.',
    accepts: stackChoices.join(', '),
    default: 'all',
    schema: schemas.oneOf(stackChoices),
  },
  SIDECARS: {
    describes: 'Files beside each file that tell what Immich knows of it; none unless set.',
    accepts: 'xmp',
    schema: schemas.oneOf(['xmp'] as const).optional(),
  },
};
