import { noAccess } from '../http/http-error.ts';
import { json } from '../http/reply.ts';
import type { EndpointRequest, Route } from '../http/route.ts';
import { boolean, type Check, fromUrl, integer, oneOf, text, uuid, validate } from '../http/validation.ts';
import { memoriesOn } from '../library/generated/generated-memories.ts';
import type { Memory } from '../library/records.ts';
import { renderAsset } from '../render/asset.ts';
import { isoDate } from '../render/dates.ts';

const CHECKS: Readonly<Record<string, Check>> = {
  for: text,
  isSaved: fromUrl(boolean),
  isTrashed: fromUrl(boolean),
  order: oneOf('asc', 'desc', 'random'),
  size: fromUrl(integer(1, Number.MAX_SAFE_INTEGER)),
  type: oneOf('on_this_day'),
};

/** Pictures of this day in earlier years. */
export const memoryRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/api/memories',
    access: 'permission',
    permission: 'memory.read',
    handle: (request, { user }) => {
      const { library, query, generation } = request;
      validate(query, CHECKS, generation);
      const day = query.for === undefined ? undefined : Date.parse(query.for);
      const made = library.hasGeneratedMemories ? memoriesOn(library, day ?? library.clock.now(), user.id) : [];
      const found = [...made, ...library.memories.values()].filter(
        (memory) =>
          memory.ownerId === user.id &&
          isShownOn(memory, day) &&
          (query.isSaved === undefined || String(memory.isSaved) === query.isSaved) &&
          query.isTrashed !== 'true',
      );
      const direction = query.order === 'asc' ? 1 : -1;
      const sorted = found.toSorted((a, b) => direction * (a.memoryAt - b.memoryAt));
      const listed = sorted.slice(0, query.size === undefined ? undefined : Number(query.size));
      return json(listed.map((memory) => renderMemory(request, memory)));
    },
  },
  {
    method: 'GET',
    path: '/api/memories/:id',
    access: 'permission',
    permission: 'memory.read',
    handle: (request, { user }) => {
      const { library, params, generation } = request;
      validate(params, { id: uuid }, generation);
      const memory = library.memories.get(params.id ?? '');
      if (memory?.ownerId !== user.id) throw noAccess('memory.read');
      return json(renderMemory(request, memory));
    },
  },
];

/** One without bounds is shown on every day. */
const isShownOn = ({ showAt, hideAt }: Memory, day: number | undefined): boolean =>
  day === undefined || ((showAt === null || showAt <= day) && (hideAt === null || hideAt >= day));

const renderMemory = ({ library, generation }: EndpointRequest, memory: Memory): object => ({
  id: memory.id,
  createdAt: isoDate(memory.createdAt),
  updatedAt: isoDate(memory.updatedAt),
  memoryAt: isoDate(memory.memoryAt),
  ...(memory.showAt !== null && { showAt: isoDate(memory.showAt) }),
  ...(memory.hideAt !== null && { hideAt: isoDate(memory.hideAt) }),
  ownerId: memory.ownerId,
  type: 'on_this_day',
  data: { year: memory.year },
  isSaved: memory.isSaved,
  assets: memory.assetIds.flatMap((id) => {
    const asset = library.assets.find(id);
    const isShown = asset?.visibility === 'timeline' && asset.trashedAt === null;
    return asset && isShown ? [renderAsset(asset, { generation, withExif: false, nested: true })] : [];
  }),
});
