import { noAccess } from '../http/http-error.ts';
import { json } from '../http/reply.ts';
import type { Caller, EndpointRequest, Route } from '../http/route.ts';
import { boolean, type Check, fromUrl, integer, required, text, uuid, validate } from '../http/validation.ts';
import { mayRead } from '../library/access.ts';
import { placeholder } from '../library/defaults.ts';
import type { Person } from '../library/records.ts';
import { renderFace } from '../render/face.ts';
import { renderPerson } from '../render/person.ts';

const LIST_CHECKS: Readonly<Record<string, Check>> = {
  page: fromUrl(integer(1, Number.MAX_SAFE_INTEGER)),
  size: fromUrl(integer(1, 1000)),
  withHidden: fromUrl(boolean),
  closestAssetId: uuid,
  closestPersonId: uuid,
};

const DEFAULT_SIZE = 500;
/** A face that nobody named is listed from so many assets on (an administrator's setting). */
const FEWEST_FACES = 3;

/** People and their faces. */
export const peopleRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/api/people',
    access: 'permission',
    permission: 'person.read',
    handle: (request, caller) => json(listPeople(request, caller)),
  },
  {
    method: 'GET',
    path: '/api/search/person',
    access: 'permission',
    permission: 'person.read',
    handle: ({ library, query, generation }, { user }) => {
      validate(query, { name: required(text), withHidden: fromUrl(boolean) }, generation);
      const wanted = query.name?.toLowerCase() ?? '';
      const found = [...library.people.values()].filter(
        (person) =>
          person.ownerId === user.id &&
          person.name.toLowerCase().includes(wanted) &&
          (query.withHidden === 'true' || !person.isHidden),
      );
      return json(found.map((person) => renderPerson(person)));
    },
  },
  {
    method: 'GET',
    path: '/api/people/:id',
    access: 'permission',
    permission: 'person.read',
    handle: (request, caller) => json(renderPerson(ownPerson(request, caller))),
  },
  {
    method: 'GET',
    path: '/api/people/:id/statistics',
    access: 'permission',
    permission: 'person.statistics',
    handle: (request, caller) => json({ assets: countAssets(request, ownPerson(request, caller)) }),
  },
  {
    method: 'GET',
    path: '/api/people/:id/thumbnail',
    access: 'permission',
    permission: 'person.read',
    handle: (request, caller) => {
      const { id, updatedAt } = ownPerson(request, caller);
      const file = placeholder('face', Number.parseInt(id.slice(0, 8), 16), updatedAt);
      return {
        kind: 'media',
        content: file.content,
        mediaType: 'image/jpeg',
        modifiedAt: updatedAt,
        cacheControl: 'private, no-cache, no-transform',
      };
    },
  },
  {
    method: 'GET',
    path: '/api/faces',
    access: 'permission',
    permission: 'face.read',
    handle: ({ library, query, generation }, caller) => {
      validate(query, { id: required(uuid) }, generation);
      const asset = library.assets.find(query.id ?? '');
      if (!asset || !mayRead(library, caller, asset)) throw noAccess('asset.read');
      const people = asset.personIds.flatMap((id) => library.people.get(id) ?? []);
      return json(people.map((person) => ({ ...renderFace(asset, person), person: renderPerson(person) })));
    },
  },
];

/** Favourites first, then the named, then by number of assets and by name; the hidden last. Only who is on a shown asset. */
function listPeople(request: EndpointRequest, { user }: Caller): object {
  const { library, query, generation } = request;
  validate(query, LIST_CHECKS, generation);
  const counted = [...library.people.values()]
    .filter((person) => person.ownerId === user.id)
    .map((person) => ({ person, count: countAssets(request, person) }))
    .filter(({ count }) => count > 0);
  const listed = counted
    .filter(({ person, count }) => person.name !== '' || count >= FEWEST_FACES)
    .filter(({ person }) => query.withHidden === 'true' || !person.isHidden)
    .toSorted(
      (a, b) =>
        Number(a.person.isHidden) - Number(b.person.isHidden) ||
        Number(b.person.isFavorite) - Number(a.person.isFavorite) ||
        Number(a.person.name === '') - Number(b.person.name === '') ||
        b.count - a.count ||
        (a.person.name < b.person.name ? -1 : 1),
    );
  const size = Number(query.size ?? DEFAULT_SIZE);
  const start = (Number(query.page ?? 1) - 1) * size;
  return {
    people: listed.slice(start, start + size).map(({ person }) => renderPerson(person)),
    hasNextPage: listed.length > start + size,
    total: counted.length,
    hidden: counted.filter(({ person }) => person.isHidden).length,
  };
}

/** How many assets of the timeline show a person. */
const countAssets = ({ selections }: EndpointRequest, { id }: Person): number =>
  selections.select({
    key: `person ${id}`,
    hint: { facet: ['personIds', [id]] },
    matches: (asset) => asset.visibility === 'timeline' && asset.trashedAt === null && asset.personIds.includes(id),
  }).length;

function ownPerson({ library, params, generation }: EndpointRequest, { user }: Caller): Person {
  validate(params, { id: uuid }, generation);
  const person = library.people.get(params.id ?? '');
  if (person?.ownerId !== user.id) throw noAccess('person.read');
  return person;
}
