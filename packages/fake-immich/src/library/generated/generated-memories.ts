import { isShown } from '../facets.ts';
import { uuidFrom } from '../ids.ts';
import type { Memory } from '../records.ts';
import type { LibraryState } from '../state.ts';

const DAY = 86_400_000;
const MOST_ASSETS = 20;

/**
 * The memories of a day in a varied library: what untouched generated assets show of that day in earlier years. Immich makes
 * them in advance; here they follow from the day.
 */
export function memoriesOn(state: LibraryState, day: number, ownerId: string): readonly Memory[] {
  const date = new Date(day);
  const start = Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate());
  const [oldest] = state.assets.pristine({});
  if (oldest === undefined) return [];
  const first = new Date(state.assets.fileCreatedAt(oldest)).getUTCFullYear();
  const years = Array.from({ length: Math.max(0, date.getUTCFullYear() - first) }, (_, number) => first + number);
  return years.flatMap((year) => {
    const memoryAt = Date.UTC(year, date.getUTCMonth(), date.getUTCDate());
    const assetIds = assetsOn(state, memoryAt, ownerId);
    if (assetIds.length === 0) return [];
    const id = uuidFrom(`generated-memory:${ownerId}:${start}:${year}`);
    const times = { createdAt: start - DAY, updatedAt: start - DAY, memoryAt, showAt: start, hideAt: start + DAY - 1 };
    return [{ id, ownerId, ...times, year, isSaved: false, assetIds }];
  });
}

function assetsOn({ assets }: LibraryState, start: number, ownerId: string): readonly string[] {
  const ids: string[] = [];
  for (const index of assets.pristine({ takenFrom: start - DAY, takenTo: start + 2 * DAY })) {
    const asset = assets.peek(index);
    if (!asset || asset.ownerId !== ownerId || !isShown(asset)) continue;
    const isThatDay = asset.localDateTime >= start && asset.localDateTime < start + DAY;
    if (isThatDay && ids.length < MOST_ASSETS) ids.push(asset.id);
  }
  return ids;
}
