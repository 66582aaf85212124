import type { MonthExtra, SourceKind } from '@immich-webdav/core';

/** A kind of group or part of months that needs its own permissions. */
export type ReadKind = SourceKind | MonthExtra;

/** The permissions that each kind needs: those of its operations in Immich's OpenAPI document. */
const PERMISSIONS: Readonly<Record<ReadKind, readonly string[]>> = {
  album: ['album.read', 'asset.read', 'asset.download'],
  month: ['asset.read', 'asset.download', 'user.read'],
  person: ['person.read', 'asset.read', 'asset.download', 'user.read'],
  tag: ['tag.read', 'asset.read', 'asset.download', 'user.read'],
  unfiled: ['asset.read', 'asset.download', 'asset.statistics', 'user.read'],
  search: ['asset.read', 'asset.download', 'asset.statistics', 'user.read'],
  // In addition to those of months.
  partners: ['partner.read'],
};

/** The permissions that a kind needs and the key lacks; `all` grants everything. */
export const missingFor = (kind: ReadKind, granted: readonly string[]): readonly string[] =>
  notGranted(PERMISSIONS[kind], granted);

/** Those of some permissions that the key lacks. */
export const notGranted = (needed: readonly string[], granted: readonly string[]): readonly string[] =>
  granted.includes('all') ? [] : needed.filter((name) => !granted.includes(name));
