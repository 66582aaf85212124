import { LRUCache } from 'lru-cache';
import { type PropertySelection, selectProperties } from '../properties/property-selection.ts';
import { parsePropfind } from './parse-propfind.ts';

/** A client sends the same few bodies all day. */
const bodiesKept = 64;
const longestKept = 2048;

const kept = new LRUCache<string, PropertySelection>({ max: bodiesKept });

/** What a PROPFIND body asks for; refuses what `parsePropfind` refuses. A body that was read lately is not parsed again. */
export function readSelection(body: Buffer): PropertySelection {
  if (body.length > longestKept) return selectProperties(parsePropfind(body));
  // Latin-1 keeps every byte apart, also those of bodies that are no UTF-8.
  const key = body.toString('latin1');
  const known = kept.get(key);
  if (known !== undefined) return known;
  const selection = selectProperties(parsePropfind(body));
  kept.set(key, selection);
  return selection;
}
