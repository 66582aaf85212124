import { createHash } from 'node:crypto';
import type { RequestOptions } from '@immich-webdav/core';
import type { ImmichBucketQuery } from '../contract/immich.ts';
import type { JsonApi } from '../http/json-api.ts';
import { isRecord, recordsIn } from '../mapping/records.ts';

/**
 * Fingerprint of a person's or tag's counts by month: changes when own assets are added, removed or moved to another month. Needs only
 * `asset.read`; a count would need the permission for statistics.
 */
export async function markOfMonths(
  api: JsonApi,
  query: Pick<ImmichBucketQuery, 'personId' | 'tagId'>,
  options: RequestOptions,
): Promise<string> {
  const answer = await api.ask(
    (client, init) => client.GET('/timeline/buckets', { params: { query }, ...init }),
    options,
  );
  const months = recordsIn(answer, 'the list of months', isRecord).map(
    ({ timeBucket, count }) => `${timeBucket} ${count}`,
  );
  return createHash('sha1').update(months.toSorted().join('\n')).digest('hex').slice(0, 16);
}
