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

/** The types of the settings of the tree. */
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

/** Settings of the tree. */
export const viewSettings: { readonly [Name in keyof ViewSettingValues]: Setting<ViewSettingValues[Name]> } = {
  VIEWS: {
    describes: 'The views: one is the root, several get a folder each.',
    accepts: `names separated by commas: ${viewNames.join(', ')}`,
    default: 'albums',
    explain: (text) => schemas.unlistedNames(text, viewNames),
    schema: schemas.namesOf(viewNames),
  },
  TIMELINE_LAYOUT: {
    describes: 'The folders of the timeline.',
    accepts: layouts.join(', '),
    default: 'year/month',
    schema: schemas.oneOf(layouts),
  },
  RECENT_DAYS: {
    describes: 'The days that the view recent covers.',
    accepts: 'a whole number from 1 to 9999',
    default: '30',
    schema: schemas.wholeNumber(1, 9999),
  },
  RANDOM_COUNT: {
    describes: 'The number of assets in the view random.',
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
    describes: 'Nests albums: the text between the folders in the name of an album; not nested unless set.',
    accepts: 'at most 20 characters, such as / or " / ", in quotation marks where blanks belong to it',
    verbatim: true,
    schema: schemas.separator,
  },
  SPLIT_FOLDERS_AT: {
    describes: 'Splits a folder with more files into folders by day; not split unless set.',
    accepts: 'a whole number from 100 to 9999999',
    schema: schemas.wholeNumber(100, 9_999_999).optional(),
  },
  RENDITIONS: {
    describes: 'The renditions of assets: one is the root, several get a folder each.',
    accepts: `names separated by commas: ${renditionNames.join(', ')}`,
    default: 'original',
    explain: (text) => schemas.unlistedNames(text, renditionNames),
    schema: schemas.namesOf(renditionNames),
  },
  LIVE_PHOTOS: {
    describes: 'Whether the video of a live photo is shown beside its still (pair) or not (still).',
    accepts: livePhotos.join(', '),
    default: 'still',
    schema: schemas.oneOf(livePhotos),
  },
  STACKS: {
    describes:
      'How a stack is shown: all assets, only the primary, or the primary with the others in a folder of its name.',
    accepts: stackChoices.join(', '),
    default: 'all',
    schema: schemas.oneOf(stackChoices),
  },
  SIDECARS: {
    describes: 'A sidecar with the metadata beside each file; none unless set.',
    accepts: 'xmp',
    schema: schemas.oneOf(['xmp'] as const).optional(),
  },
};
