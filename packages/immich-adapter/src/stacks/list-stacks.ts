import type { RequestOptions, Stack } from '@immich-webdav/core';
import type { ImmichStack } from '../contract/immich.ts';
import { keepSame } from '../groups/dated-groups.ts';
import { createCachedAnswer } from '../http/cached-answer.ts';
import type { JsonApi } from '../http/json-api.ts';
import { createRequestQueue } from '../http/request-queue.ts';
import { hasId, isRecord, isText, listIn } from '../mapping/records.ts';

/** The permission that the API key needs. */
export const STACKS_PERMISSION = 'stack.read';

/** Time before the next request: whenever a stack changed, Immich sends every asset of every stack in full. */
const MAX_AGE_MS = 10 * 60_000;

/** Lists the user's stacks; the same array while nothing changes. Does not cache failures. */
export function createStackLister(
  api: JsonApi,
  now: () => number,
): (options?: RequestOptions) => Promise<readonly Stack[]> {
  const mutex = createRequestQueue(1);
  let cached: { readonly readAt: number; readonly stacks: readonly Stack[] } | undefined;
  const answers = createCachedAnswer(
    api,
    (client, init) => client.GET('/stacks', init),
    ({ data }) => keepSame(cached?.stacks, toStacks(listIn(data, 'the list of stacks', isStack))),
  );

  async function list(options: RequestOptions): Promise<readonly Stack[]> {
    const isFresh = cached && now() - cached.readAt < MAX_AGE_MS;
    if (!cached || !isFresh) cached = { stacks: await answers.read(options), readAt: now() };
    return cached.stacks;
  }

  return (options = {}) => mutex(() => list(options), options);
}

/** Whether a record has the fields of a stack that are read here. */
const isStack = (value: unknown): boolean =>
  isRecord(value) && isText(value.primaryAssetId) && Array.isArray(value.assets);

/** Sorted, because Immich does not promise an order of stacks and assets. */
const toStacks = (records: readonly ImmichStack[]): readonly Stack[] =>
  records.map(toStack).toSorted((a, b) => (a.primaryId < b.primaryId ? -1 : 1));

function toStack({ primaryAssetId, assets }: ImmichStack): Stack {
  const others = assets.filter(hasId).map(({ id }) => id);
  const assetIds = [primaryAssetId, ...others.filter((id) => id !== primaryAssetId).toSorted()];
  return { primaryId: primaryAssetId, assetIds };
}
