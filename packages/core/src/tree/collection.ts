import { createDigest } from '../base/digest.ts';
import type { CollectionResource } from '../ports/resource-tree.ts';

/** What a collection has that its members do not tell. */
export interface CollectionFacts {
  readonly path: readonly string[];
  /** Texts that its entity tag depends on besides its members. */
  readonly texts?: readonly string[];
}

const byName = (a: CollectionResource, b: CollectionResource): number => (a.name < b.name ? -1 : 1);

/** A collection that is as old as its oldest member, as new as its newest, and changes when one of them does. */
export function collectionOf(
  members: readonly CollectionResource[],
  { path, texts = [] }: CollectionFacts,
): CollectionResource {
  const digest = createDigest();
  for (const text of texts) digest.add(text);
  // In the order in which they are listed: another order of the library's is no change.
  for (const { etag } of members.toSorted(byName)) digest.add(etag);
  return {
    kind: 'collection',
    name: path.at(-1) ?? '',
    path,
    createdAt: members.reduce((oldest, { createdAt }) => Math.min(oldest, createdAt), members[0]?.createdAt ?? 0),
    modifiedAt: members.reduce((newest, { modifiedAt }) => Math.max(newest, modifiedAt), 0),
    etag: digest.hex(),
  };
}
