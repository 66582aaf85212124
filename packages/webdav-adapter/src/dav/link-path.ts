import {
  type Client,
  type CollectionResource,
  type Credentials,
  LibraryError,
  type OpenLink,
  type Session,
} from '@immich-webdav/core';
import { hrefOf } from '../paths/href.ts';
import { parseRequestPath } from '../paths/request-path.ts';

/** Below the base path, the collection whose members are the trees of shared links. */
const linksSegment = 's';

/** The part of a path that leads to the tree of a shared link. */
export interface LinkPath {
  /** The key or another name of the link, in NFC; undefined for the path of all links. */
  readonly name: string | undefined;
  /** Segments below the base path. */
  readonly length: number;
}

/** The link in a path without the prefix of a proxy; undefined for a path that is not below `/s/`. */
export function linkPathOf(path: readonly string[], base: readonly string[]): LinkPath | undefined {
  const isBelow = base.every((segment, index) => path[index]?.normalize() === segment);
  if (!isBelow || path[base.length] !== linksSegment) return undefined;
  const name = path[base.length + 1]?.normalize();
  return { name, length: name === undefined ? 1 : 2 };
}

/** Opens the link, or an empty collection at the path of all links: clients walk there before they reach a link. */
export const openLinkAt = (
  { name }: LinkPath,
  openLink: OpenLink,
  credentials: Credentials | undefined,
  client: Client,
): Promise<Session> => (name === undefined ? Promise.resolve(allLinks) : openLink(name, credentials, client));

/**
 * A requested path, percent-encoded, in which `*` stands for the name of a link, because the name opens the link. A malformed path may
 * hold a name anywhere.
 */
export function withoutLinkName(path: string, base: readonly string[]): string {
  const segments = parseRequestPath(path);
  if (segments === undefined) return '(malformed)';
  const link = linkPathOf(segments, base);
  if (link?.name === undefined) return path;
  const below = segments.slice(base.length + link.length);
  return hrefOf([...base, linksSegment, '*', ...below], path.endsWith('/') ? 'collection' : 'file');
}

const collection: CollectionResource = {
  kind: 'collection',
  id: 'links',
  name: '',
  path: [],
  createdAt: 0,
  modifiedAt: 0,
  etag: 'links',
  count: 0,
};

/** Does not list links, because it is open to everyone. */
const allLinks: Session = {
  principal: { id: 'links', name: 'Shared links' },
  tree: {
    resolve: async (path) => (path.length === 0 ? collection : undefined),
    members: async () => [],
    open: () => Promise.reject(new LibraryError('not-found', 'There is no file at this path.')),
  },
};
