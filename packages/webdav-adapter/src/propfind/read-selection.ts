import { LRUCache } from 'lru-cache';
import type { AnswerSize } from '../properties/answer-size.ts';
import { type PropertySelection, selectProperties } from '../properties/property-selection.ts';
import { parsePropfind } from './parse-propfind.ts';

/** A client sends the same few bodies all day. */
const bodiesKept = 64;
const longestKept = 2048;

const kept = new LRUCache<string, PropertySelection>({ max: bodiesKept });

/** What a PROPFIND body asks for, in an answer of the given size; refuses what `parsePropfind` refuses. A body that was read lately is not parsed again. */
export function readSelection(body: Buffer, size: AnswerSize = 'full'): PropertySelection {
  if (body.length > longestKept) return selectProperties(parsePropfind(body), size);
  // Latin-1 keeps every byte apart, also those of bodies that are no UTF-8.
  const key = `${size} ${body.toString('latin1')}`;
  const known = kept.get(key);
  if (known !== undefined) return known;
  const selection = selectProperties(parsePropfind(body), size);
  kept.set(key, selection);
  return selection;
}
