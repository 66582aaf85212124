import { type Asset, assetFields, type OptionalAssetField } from '@immich-webdav/core';

/** Fields that `columns.ts` serializes: those of every asset, and three of most assets. */
const ownColumns: Readonly<Record<Exclude<keyof Asset, Optional>, true>> = {
  id: true,
  fileName: true,
  type: true,
  mediaType: true,
  revision: true,
  capturedAt: true,
  modifiedAt: true,
  uploadedAt: true,
  size: true,
  sha1: true,
  originalPath: true,
};

type Optional = Exclude<OptionalAssetField, 'size' | 'sha1' | 'originalPath'>;

const optional = (Object.keys(assetFields) as (keyof Asset)[]).filter(
  (name): name is Optional => !Object.hasOwn(ownColumns, name),
);
const isRepeated = (name: keyof Asset): boolean => assetFields[name].isRepeated === true;

/** Fields that most assets lack or that differ between assets. Each has a column if any asset has it. */
const single = optional.filter((name) => !isRepeated(name));

/** Fields with values that many assets share. Each value is stored once, and shared in memory. */
const shared = optional.filter(isRepeated);

/** The distinct values, and for each row the index of its value; -1 = absent. */
interface SharedColumn {
  readonly values: readonly unknown[];
  readonly rows: readonly number[];
}

export interface OptionalColumns {
  readonly single: Readonly<Record<string, readonly unknown[]>>;
  readonly shared: Readonly<Record<string, SharedColumn>>;
}

function shareColumn(assets: readonly Asset[], name: Optional): SharedColumn {
  const texts = assets.map((asset) => (asset[name] === undefined ? undefined : JSON.stringify(asset[name])));
  const distinct = [...new Set(texts.filter((text) => text !== undefined))];
  const indexOf = new Map(distinct.map((text, index) => [text, index]));
  return {
    values: distinct.map((text): unknown => JSON.parse(text)),
    rows: texts.map((text) => (text === undefined ? -1 : (indexOf.get(text) ?? -1))),
  };
}

const isThere = (assets: readonly Asset[]) => (name: Optional) => assets.some((asset) => asset[name] !== undefined);

export function toOptionalColumns(assets: readonly Asset[]): OptionalColumns {
  const columnOf = (name: Optional): readonly unknown[] => assets.map((asset) => asset[name] ?? null);
  return {
    single: Object.fromEntries(single.filter(isThere(assets)).map((name) => [name, columnOf(name)])),
    shared: Object.fromEntries(shared.filter(isThere(assets)).map((name) => [name, shareColumn(assets, name)])),
  };
}

/** The optional fields of the asset in a row. */
export function optionalAt(columns: OptionalColumns, row: number): Partial<Asset> {
  const found: Record<string, unknown> = {};
  for (const [name, values] of Object.entries(columns.single)) if (values[row] !== null) found[name] = values[row];
  for (const [name, { rows, values }] of Object.entries(columns.shared)) {
    const index = rows[row] ?? -1;
    if (index !== -1) found[name] = values[index];
  }
  return found;
}
