import { createDigest } from '../base/digest.ts';
import type { CollectionResource } from '../ports/resource.ts';
import type { Collection } from './found.ts';

/** What a container has that does not follow from its members. */
export interface Place {
  readonly id: string;
  readonly path: readonly string[];
}

const byName = (a: CollectionResource, b: CollectionResource): number => (a.name < b.name ? -1 : 1);

/** Properties of a collection of collections: as old as the oldest, as new as the newest, and changed when one of them is. */
export function describeContainer(members: readonly CollectionResource[], { id, path }: Place): CollectionResource {
  const digest = createDigest();
  // By name: the order in which the library lists groups is no content.
  for (const { etag } of members.toSorted(byName)) digest.add(etag);
  return {
    kind: 'collection',
    id,
    name: path.at(-1) ?? '',
    path,
    createdAt: members.reduce((oldest, { createdAt }) => Math.min(oldest, createdAt), members[0]?.createdAt ?? 0),
    modifiedAt: members.reduce((newest, { modifiedAt }) => Math.max(newest, modifiedAt), 0),
    etag: digest.hex(),
  };
}

/** A collection whose members are collections. */
export function createContainer(described: CollectionResource, collections: readonly Collection[]): Collection {
  const named = new Map(collections.map((collection) => [collection.resource.name, collection]));
  let members: readonly CollectionResource[] | undefined;
  return {
    kind: 'collection',
    resource: { ...described, count: collections.length },
    async members() {
      members ??= collections.map(({ resource }) => resource).sort(byName);
      return members;
    },
    find: async (name) => named.get(name),
  };
}
