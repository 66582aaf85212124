import { json } from '../http/reply.ts';
import type { Route } from '../http/route.ts';
import { oneOf, required, validate } from '../http/validation.ts';
import { renderUser } from '../render/user.ts';

/** Users who share everything. */
export const partnerRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/api/partners',
    access: 'permission',
    permission: 'partner.read',
    handle: ({ library, query, generation }, { user }) => {
      validate(query, { direction: required(oneOf('shared-by', 'shared-with')) }, generation);
      const others = [...library.users.values()].filter(({ id }) => id !== user.id);
      // `shared-with`: who shares with the caller. `inTimeline` is the choice of the one who sees the pictures.
      const shared = others.flatMap((other) => {
        const [sharer, viewer] = query.direction === 'shared-by' ? [user, other] : [other, user];
        const partner = viewer.partners.find(({ userId }) => userId === sharer.id);
        return partner ? [{ ...renderUser(other), inTimeline: partner.inTimeline }] : [];
      });
      return json(shared);
    },
  },
];
