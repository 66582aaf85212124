import { json } from '../http/reply.ts';
import type { Route } from '../http/route.ts';
import type { LibraryState } from '../library/state.ts';
import { isoDate } from '../render/dates.ts';
import { renderMe } from '../render/user.ts';

/** Who the caller is. */
export const userRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/api/users/me',
    access: 'permission',
    permission: 'user.read',
    handle: ({ library }, { user }) => json(renderMe(user, quotaUsage(library, user.id))),
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

// External libraries do not count: their files were there before.
function quotaUsage(library: LibraryState, userId: string): number {
  let bytes = 0;
  for (const index of library.assets.indexes()) {
    const asset = library.assets.at(index);
    if (asset?.ownerId === userId && asset.libraryId === null) bytes += asset.content.size;
  }
  return bytes;
}
