import type { Asset, Tag } from '../library/records.ts';
import type { LibraryState } from '../library/state.ts';
import { databaseDate, isoDate } from './dates.ts';

/** A tag; `parentId` is absent at the top. */
export const renderTag = (tag: Tag, date: (time: number) => string = isoDate): Record<string, unknown> => ({
  id: tag.id,
  ...(tag.parentId !== null && { parentId: tag.parentId }),
  name: tag.value.slice(tag.value.lastIndexOf('/') + 1),
  value: tag.value,
  createdAt: date(tag.createdAt),
  updatedAt: date(tag.updatedAt),
});

/** The tags of an asset, inside it. */
export const renderTagsOf = (library: LibraryState, asset: Asset): readonly object[] =>
  asset.tagIds.flatMap((id) => {
    const tag = library.tags.get(id);
    return tag ? [renderTag(tag, databaseDate)] : [];
  });
