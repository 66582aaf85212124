import type { RequestOptions, Stack } from '@immich-webdav/core';
import type { ImmichStack } from '../contract/immich.ts';
import { keepSame } from '../groups/dated-groups.ts';
import { createCachedAnswer } from '../http/cached-answer.ts';
import type { JsonApi } from '../http/json-api.ts';
import { createRequestQueue } from '../http/request-queue.ts';
import { hasId, isRecord, isText, listIn } from '../mapping/records.ts';

/** What an API key must allow. */
export const STACKS_PERMISSION = 'stack.read';

/** How long an answer is believed: Immich sends every asset of every stack in full whenever one of them changed. */
const MAX_AGE_MS = 10 * 60_000;

/** Lists the user's stacks; the very same array as long as nothing changed. After a failure the next call asks again. */
export function createStackLister(
  api: JsonApi,
  now: () => number,
): (options?: RequestOptions) => Promise<readonly Stack[]> {
  const inTurn = createRequestQueue(1);
  let known: { readonly readAt: number; readonly stacks: readonly Stack[] } | undefined;
  const answers = createCachedAnswer(
    api,
    (client, init) => client.GET('/stacks', init),
    ({ data }) => keepSame(known?.stacks, toStacks(listIn(data, 'the list of stacks', isStack))),
  );

  async function list(options: RequestOptions): Promise<readonly Stack[]> {
    const isFresh = known && now() - known.readAt < MAX_AGE_MS;
    if (!known || !isFresh) known = { stacks: await answers.read(options), readAt: now() };
    return known.stacks;
  }

  return (options = {}) => inTurn(() => list(options), options);
}

/** Whether it says which assets are in it. */
const isStack = (value: unknown): boolean =>
  isRecord(value) && isText(value.primaryAssetId) && Array.isArray(value.assets);

/** Neither stacks nor their assets come in an order that may be relied on. */
const toStacks = (records: readonly ImmichStack[]): readonly Stack[] =>
  records.map(toStack).toSorted((a, b) => (a.primaryId < b.primaryId ? -1 : 1));

function toStack({ primaryAssetId, assets }: ImmichStack): Stack {
  const others = assets.filter(hasId).map(({ id }) => id);
  const assetIds = [primaryAssetId, ...others.filter((id) => id !== primaryAssetId).toSorted()];
  return { primaryId: primaryAssetId, assetIds };
}
