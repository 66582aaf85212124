import type { Asset } from '../ports/asset.ts';
import type {
  AssetGroup,
  AssetQuery,
  AssetSource,
  GroupKind,
  ListOptions,
  RequestOptions,
  SourceKind,
} from '../ports/asset-source.ts';

/** Groups of any kind, those of the source and those that are made of them; as in `AssetSource` otherwise. */
export interface GroupReader {
  listGroups(kind: GroupKind, options?: ListOptions): Promise<readonly AssetGroup[]>;
  listAssets(query: AssetQuery, options?: RequestOptions): AsyncIterable<readonly Asset[]>;
}

/** Asks the source for the kinds that it has, and what makes groups for all others. */
export function createGroupReader(source: AssetSource, derived: GroupReader): GroupReader {
  const isOfSource = (kind: GroupKind): kind is SourceKind =>
    (source.groupKinds as readonly GroupKind[]).includes(kind);
  return {
    listGroups: (kind, options) =>
      isOfSource(kind) ? source.listGroups(kind, options) : derived.listGroups(kind, options),
    listAssets: (query, options) => (isOfSource(query.group.kind) ? source : derived).listAssets(query, options),
  };
}
