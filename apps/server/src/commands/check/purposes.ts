import { neededKinds, neededRenditions, type Rendition, type SourceKind } from '@immich-webdav/core';
import type { ImmichCheck } from '@immich-webdav/immich-adapter';
import type { Configuration } from '../../configuration/configuration.ts';

export type Permissions = ImmichCheck['permissions'];

/** Something that was asked for in the configuration, and what it reads. */
export interface Purpose {
  /** As the configuration calls it. */
  readonly name: string;
  readonly isView: boolean;
  readonly kinds: readonly SourceKind[];
  readonly renditions: readonly Rendition[];
  readonly hasPartners: boolean;
  readonly hasStacks: boolean;
}

const nothing = { isView: false, kinds: [], renditions: [], hasPartners: false, hasStacks: false } as const;

/** What was asked for: views, ways to show assets, and what is beside files. */
export function purposesOf(
  { views, viewSettings, renditions, stacks }: Configuration['library'],
  hasSidecars: boolean,
): readonly Purpose[] {
  return [
    ...views.map((name) => ({
      ...nothing,
      name,
      isView: true,
      kinds: neededKinds({ views: [name], viewSettings }),
      renditions: ['original'] as const,
      hasPartners: name === 'partners',
    })),
    ...renditions.map((name) => ({ ...nothing, name, renditions: neededRenditions(name) })),
    ...(hasSidecars ? [{ ...nothing, name: 'sidecars', kinds: neededKinds({ views: [], hasSidecars }) }] : []),
    ...(stacks === 'all' ? [] : [{ ...nothing, name: 'stacks', hasStacks: true }]),
  ];
}

function lacks(
  { kinds, renditions, hasPartners, hasStacks }: Purpose,
  permission: string,
  permissions: Permissions,
): boolean {
  const { missingByKind, missingByRendition, missingForPartners, missingForStacks } = permissions;
  return (
    kinds.some((kind) => missingByKind[kind]?.includes(permission)) ||
    renditions.some((rendition) => missingByRendition[rendition]?.includes(permission)) ||
    (hasPartners && missingForPartners.includes(permission)) ||
    (hasStacks && missingForStacks.includes(permission))
  );
}

/** What lacks a permission, in parentheses; nothing where every view does. */
export function reasonFor(permission: string, purposes: readonly Purpose[], permissions: Permissions): string {
  const lacking = purposes.filter((purpose) => lacks(purpose, permission, permissions));
  const isForAll = purposes.every((purpose) => !purpose.isView || lacking.includes(purpose));
  return isForAll ? '' : ` (for ${lacking.map(({ name }) => name).join(', ')})`;
}
