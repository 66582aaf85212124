import type { Asset } from '@immich-webdav/core';

/** Properties that most assets lack or that differ from one to the next: each has a column, where any asset has it. */
const single = [
  'capturedLocally',
  'isFavorite',
  'isArchived',
  'isFiledByPeople',
  'owner',
  'rating',
  'description',
  'motionId',
  'isEdited',
  'look',
  'changedAt',
] as const;

/** Properties that many assets have in common: each is written once, and shared in memory. */
const shared = ['camera', 'place'] as const;

type Single = (typeof single)[number];
type Shared = (typeof shared)[number];

/** One value of each kind, and for each row which it is; -1: none. */
interface SharedColumn {
  readonly values: readonly unknown[];
  readonly rows: readonly number[];
}

export interface OptionalColumns {
  readonly single: { readonly [Name in Single]?: readonly unknown[] };
  readonly shared: { readonly [Name in Shared]?: SharedColumn };
}

function shareColumn(assets: readonly Asset[], name: Shared): SharedColumn {
  const texts = assets.map((asset) => asset[name] && JSON.stringify(asset[name]));
  const distinct = [...new Set(texts.filter((text) => text !== undefined))];
  const indexOf = new Map(distinct.map((text, index) => [text, index]));
  return {
    values: distinct.map((text): unknown => JSON.parse(text)),
    rows: texts.map((text) => (text === undefined ? -1 : (indexOf.get(text) ?? -1))),
  };
}

const isThere = (assets: readonly Asset[]) => (name: Single | Shared) =>
  assets.some((asset) => asset[name] !== undefined);

export function toOptionalColumns(assets: readonly Asset[]): OptionalColumns {
  const columnOf = (name: Single): readonly unknown[] => assets.map((asset) => asset[name] ?? null);
  return {
    single: Object.fromEntries(single.filter(isThere(assets)).map((name) => [name, columnOf(name)])),
    shared: Object.fromEntries(shared.filter(isThere(assets)).map((name) => [name, shareColumn(assets, name)])),
  };
}

/** What an asset has of these. */
export function optionalAt(columns: OptionalColumns, row: number): Partial<Asset> {
  const found: Record<string, unknown> = {};
  for (const [name, values] of Object.entries(columns.single)) if (values[row] !== null) found[name] = values[row];
  for (const [name, { rows, values }] of Object.entries(columns.shared)) {
    const index = rows[row] ?? -1;
    if (index !== -1) found[name] = values[index];
  }
  return found;
}
