import { json } from '../http/reply.ts';
import type { EndpointRequest, Route } from '../http/route.ts';
import type { Selection } from '../library/selections.ts';
import { isoDate } from '../render/dates.ts';
import { renderMe } from '../render/user.ts';

/** Who the caller is. */
export const userRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/api/users/me',
    access: 'permission',
    permission: 'user.read',
    handle: (request, { user }) => json(renderMe(user, quotaUsage(request, user.id))),
  },
  {
    method: 'GET',
    path: '/api/api-keys/me',
    access: 'any key',
    handle: (_, { apiKey }) =>
      json(
        apiKey && {
          id: apiKey.id,
          name: apiKey.name,
          createdAt: isoDate(apiKey.createdAt),
          updatedAt: isoDate(apiKey.createdAt),
          permissions: apiKey.permissions,
        },
      ),
  },
];

const known = new WeakMap<Selection, number>();

/** Bytes of a user's uploads, the trashed ones included. External libraries do not count: their files were there before. */
export function quotaUsage({ library, selections }: EndpointRequest, userId: string): number {
  const uploads = selections.select({
    key: `uploads ${userId}`,
    matches: (asset) => asset.ownerId === userId && asset.libraryId === null,
  });
  const before = known.get(uploads);
  if (before !== undefined) return before;
  let bytes = 0;
  for (const index of uploads) bytes += library.assets.peek(index)?.content.size ?? 0;
  known.set(uploads, bytes);
  return bytes;
}
