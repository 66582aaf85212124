import type { SourceKind } from '@immich-webdav/core';

/** What an API key must allow to show groups of a kind: each operation's permission, as Immich's own document tells it. */
export const PERMISSIONS: Readonly<Record<SourceKind, readonly string[]>> = {
  album: ['album.read', 'asset.read', 'asset.download'],
  month: ['asset.read', 'asset.download', 'user.read'],
  person: ['person.read', 'asset.read', 'asset.download', 'user.read'],
  tag: ['tag.read', 'asset.read', 'asset.download', 'user.read'],
  unfiled: ['asset.read', 'asset.download', 'asset.statistics', 'user.read'],
  search: ['asset.read', 'asset.download', 'asset.statistics', 'user.read'],
};

/** What months of partners need beyond that. */
const WITH_PARTNERS: Readonly<Partial<Record<SourceKind, readonly string[]>>> = { month: ['partner.read'] };

/** What a kind needs and a key does not grant; `all` grants everything. */
export function missingFor(kind: SourceKind, granted: readonly string[], hasPartners: boolean): readonly string[] {
  if (granted.includes('all')) return [];
  const needed = [...PERMISSIONS[kind], ...((hasPartners && WITH_PARTNERS[kind]) || [])];
  return needed.filter((name) => !granted.includes(name));
}
