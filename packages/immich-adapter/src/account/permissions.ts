import type { MonthPart, SourceKind } from '@immich-webdav/core';

/** What needs permissions of its own. */
export type ReadKind = SourceKind | MonthPart;

/** What an API key must allow to show groups of a kind: each operation's permission, as Immich's own document tells it. */
const PERMISSIONS: Readonly<Record<ReadKind, readonly string[]>> = {
  album: ['album.read', 'asset.read', 'asset.download'],
  month: ['asset.read', 'asset.download', 'user.read'],
  person: ['person.read', 'asset.read', 'asset.download', 'user.read'],
  tag: ['tag.read', 'asset.read', 'asset.download', 'user.read'],
  unfiled: ['asset.read', 'asset.download', 'asset.statistics', 'user.read'],
  search: ['asset.read', 'asset.download', 'asset.statistics', 'user.read'],
  // Beside what months need.
  partners: ['partner.read'],
};

/** What a kind needs and a key does not grant; `all` grants everything. */
export const missingFor = (kind: ReadKind, granted: readonly string[]): readonly string[] =>
  notGranted(PERMISSIONS[kind], granted);

/** The same for any permissions. */
export const notGranted = (needed: readonly string[], granted: readonly string[]): readonly string[] =>
  granted.includes('all') ? [] : needed.filter((name) => !granted.includes(name));
