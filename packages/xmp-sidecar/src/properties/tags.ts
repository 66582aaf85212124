import { textsOf } from './text.ts';

type Tag = readonly string[];

/** A separator, and what a name has instead of it, so that no name makes a level of its own. Immich undoes both when it reads a sidecar. */
const notations = {
  digiKam: { separator: '/', instead: '|' },
  lightroom: { separator: '|', instead: '/' },
} as const;

/** The tags as paths, `Trips/2024/Rome` in digiKam's notation and `Trips|2024|Rome` in Lightroom's. */
export function tagPaths(tags: readonly Tag[], notation: keyof typeof notations): readonly string[] {
  const { separator, instead } = notations[notation];
  const nameOf = (name: string): string => name.replaceAll(separator, instead);
  return textsOf(tags.map((tag) => withoutBlanks(tag).map(nameOf).join(separator)));
}

/** The tags' own names, without their parents. */
export const tagNames = (tags: readonly Tag[]): readonly string[] => tags.map((tag) => withoutBlanks(tag).at(-1) ?? '');

const withoutBlanks = (tag: Tag): Tag => tag.filter((name) => textsOf([name]).length > 0);
