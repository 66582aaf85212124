import { noAccess } from '../http/http-error.ts';
import { json } from '../http/reply.ts';
import type { Route } from '../http/route.ts';
import { uuid, validate } from '../http/validation.ts';
import { renderTag } from '../render/tag.ts';

/** Tags. */
export const tagRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/api/tags',
    access: 'permission',
    permission: 'tag.read',
    handle: ({ library }, { user }) => {
      const own = [...library.tags.values()].filter((tag) => tag.ownerId === user.id);
      return json(own.toSorted((a, b) => (a.value < b.value ? -1 : 1)).map((tag) => renderTag(tag)));
    },
  },
  {
    method: 'GET',
    path: '/api/tags/:id',
    access: 'permission',
    permission: 'tag.read',
    handle: ({ library, params, generation }, { user }) => {
      validate(params, { id: uuid }, generation);
      const tag = library.tags.get(params.id ?? '');
      if (tag?.ownerId !== user.id) throw noAccess('tag.read');
      return json(renderTag(tag));
    },
  },
];
