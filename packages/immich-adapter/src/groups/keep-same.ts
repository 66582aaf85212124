import { isDeepStrictEqual } from 'node:util';
import type { AssetGroup } from '@immich-webdav/core';

/** The earlier list if the later one says the same, so that whoever asks sees at a glance that nothing changed. */
export const keepSame = (
  before: readonly AssetGroup[] | undefined,
  now: readonly AssetGroup[],
): readonly AssetGroup[] => (before && isDeepStrictEqual(before, now) ? before : now);
