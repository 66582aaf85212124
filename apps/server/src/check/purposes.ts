import { neededKinds, neededRenditions, type Rendition, type SourceKind, type WriteAbility } from '@immich-webdav/core';
import type { ImmichCheck } from '@immich-webdav/immich-adapter';
import type { Configuration } from '../configuration/configuration.ts';
import type { WriteLevel } from '../configuration/write-settings.ts';

export type Permissions = ImmichCheck['permissions'];

/** A configured feature and the permissions that it needs. */
export interface Purpose {
  /** Its name in the configuration. */
  readonly name: string;
  readonly isView: boolean;
  readonly kinds: readonly SourceKind[];
  readonly renditions: readonly Rendition[];
  readonly hasPartners: boolean;
  readonly hasStacks: boolean;
  readonly writes: boolean;
}

const needsNothing = {
  isView: false,
  kinds: [],
  renditions: [],
  hasPartners: false,
  hasStacks: false,
  writes: false,
} as const;

/** What each level of WRITES does in Immich. */
export const writeAbilities: Readonly<Record<WriteLevel, readonly WriteAbility[]>> = {
  off: [],
  add: ['upload', 'add-to-album', 'create-album', 'trash'],
};

/** The configured views, renditions, sidecars, stacks and writes. */
export function purposesOf(
  { views, viewSettings, renditions, stacks }: Configuration['library']['show'],
  hasSidecars: boolean,
  writes: WriteLevel,
): readonly Purpose[] {
  return [
    ...views.map((name) => ({
      ...needsNothing,
      name,
      isView: true,
      kinds: neededKinds({ views: [name], viewSettings }),
      renditions: ['original'] as const,
      hasPartners: name === 'partners',
    })),
    ...renditions.map((name) => ({ ...needsNothing, name, renditions: neededRenditions(name) })),
    ...(hasSidecars ? [{ ...needsNothing, name: 'sidecars', kinds: neededKinds({ views: [], hasSidecars }) }] : []),
    ...(stacks === 'all' ? [] : [{ ...needsNothing, name: 'stacks', hasStacks: true }]),
    ...(writes === 'off' ? [] : [{ ...needsNothing, name: 'WRITES', writes: true }]),
  ];
}

function lacks(
  { kinds, renditions, hasPartners, hasStacks, writes }: Purpose,
  permission: string,
  permissions: Permissions,
): boolean {
  const { missingByKind, missingByRendition, missingForPartners, missingForStacks, missingForWrites } = permissions;
  return (
    kinds.some((kind) => missingByKind[kind]?.includes(permission)) ||
    renditions.some((rendition) => missingByRendition[rendition]?.includes(permission)) ||
    (hasPartners && missingForPartners.includes(permission)) ||
    (hasStacks && missingForStacks.includes(permission)) ||
    (writes && missingForWrites.includes(permission))
  );
}

/** The purposes that need a missing permission, in parentheses. Empty if every view needs it. */
export function reasonFor(permission: string, purposes: readonly Purpose[], permissions: Permissions): string {
  const lacking = purposes.filter((purpose) => lacks(purpose, permission, permissions));
  const isForAll = purposes.every((purpose) => !purpose.isView || lacking.includes(purpose));
  return isForAll ? '' : ` (for ${lacking.map(({ name }) => name).join(', ')})`;
}
