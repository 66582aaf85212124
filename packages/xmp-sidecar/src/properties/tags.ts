import { textsOf } from './text.ts';

type Tag = readonly string[];

/** Replaces separators inside a name, so that a name never adds a level. Immich reverses both when it reads a sidecar. */
const notations = {
  digiKam: { separator: '/', instead: '|' },
  lightroom: { separator: '|', instead: '/' },
} as const;

/**
 * The tags without the parents of other tags. Immich lists an asset under every parent of its tags, so an assigned parent cannot
 * be distinguished from an inherited one, and a reader would take either as assigned.
 */
export function innermost(tags: readonly Tag[]): readonly Tag[] {
  const cleaned = tags.map(withoutBlanks);
  const parents = new Set(cleaned.flatMap((tag) => tag.map((_, depth) => keyOf(tag.slice(0, depth)))));
  return cleaned.filter((tag) => !parents.has(keyOf(tag)));
}

const keyOf = (tag: Tag): string => JSON.stringify(tag);

/** The tags as paths, `Trips/2024/Rome` in digiKam's notation and `Trips|2024|Rome` in Lightroom's. */
export function tagPaths(tags: readonly Tag[], notation: keyof typeof notations): readonly string[] {
  const { separator, instead } = notations[notation];
  const nameOf = (name: string): string => name.replaceAll(separator, instead);
  return textsOf(tags.map((tag) => withoutBlanks(tag).map(nameOf).join(separator)));
}

/** The innermost name of each tag. */
export const tagNames = (tags: readonly Tag[]): readonly string[] => tags.map((tag) => withoutBlanks(tag).at(-1) ?? '');

const withoutBlanks = (tag: Tag): Tag => tag.filter((name) => textsOf([name]).length > 0);
