import { textsOf } from './text.ts';

type Tag = readonly string[];

/** A separator, and what a name has instead of it, so that no name makes a level of its own. Immich undoes both when it reads a sidecar. */
const notations = {
  digiKam: { separator: '/', instead: '|' },
  lightroom: { separator: '|', instead: '/' },
} as const;

/**
 * Without those that others are within: whoever lists a tag's pictures gets those of the tags below it as well, so nothing tells a parent that
 * was given from one that was not, and a reader would take it for given.
 */
export function innermost(tags: readonly Tag[]): readonly Tag[] {
  const known = tags.map(withoutBlanks);
  const parents = new Set(known.flatMap((tag) => tag.map((_, depth) => keyOf(tag.slice(0, depth)))));
  return known.filter((tag) => !parents.has(keyOf(tag)));
}

const keyOf = (tag: Tag): string => JSON.stringify(tag);

/** The tags as paths, `Trips/2024/Rome` in digiKam's notation and `Trips|2024|Rome` in Lightroom's. */
export function tagPaths(tags: readonly Tag[], notation: keyof typeof notations): readonly string[] {
  const { separator, instead } = notations[notation];
  const nameOf = (name: string): string => name.replaceAll(separator, instead);
  return textsOf(tags.map((tag) => withoutBlanks(tag).map(nameOf).join(separator)));
}

/** The tags' own names, without their parents. */
export const tagNames = (tags: readonly Tag[]): readonly string[] => tags.map((tag) => withoutBlanks(tag).at(-1) ?? '');

const withoutBlanks = (tag: Tag): Tag => tag.filter((name) => textsOf([name]).length > 0);
