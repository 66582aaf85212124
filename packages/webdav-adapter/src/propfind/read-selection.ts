import { LRUCache } from 'lru-cache';
import type { AnswerSize } from './answer-size.ts';
import { parsePropfind } from './parse-propfind.ts';
import { type PropertySelection, selectProperties } from './property-selection.ts';

/** Clients repeat a few bodies. */
const maxCachedBodies = 64;
const maxCachedLength = 2048;

/** Parses a PROPFIND body into a selection. Refuses the same bodies as `parsePropfind`. */
export type ReadSelection = (body: Buffer, size?: AnswerSize) => PropertySelection;

/** Creates a reader that caches the selections of recent short bodies; a repeated body gets the same object. */
export function createSelectionReader(): ReadSelection {
  const cached = new LRUCache<string, PropertySelection>({ max: maxCachedBodies });
  return (body, size = 'full') => {
    if (body.length > maxCachedLength) return selectProperties(parsePropfind(body), size);
    // Latin-1 maps every byte to a character of its own, also in bodies that are not UTF-8.
    const key = `${size} ${body.toString('latin1')}`;
    const last = cached.get(key);
    if (last !== undefined) return last;
    const selection = selectProperties(parsePropfind(body), size);
    cached.set(key, selection);
    return selection;
  };
}
