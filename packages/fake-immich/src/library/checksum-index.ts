import type { Asset } from './records.ts';
import type { LibraryState } from './state.ts';

/** Finds uploaded assets by checksum; those of external libraries have none of their content. */
export interface ChecksumIndex {
  /** A user's asset, wherever it is, the trash included. `checksum`: base64 of a SHA-1. */
  find(ownerId: string, checksum: string): Asset | undefined;
}

/**
 * An index over a library: made on first use, then brought up to date by what changed. Of untouched generated assets only four
 * bytes of each checksum are kept.
 */
export function createChecksumIndex({ assets, changes }: LibraryState): ChecksumIndex {
  const indexes = new Map<string, Set<number>>();
  let prefixes: Uint32Array | undefined;
  let revision = -1;

  const note = (index: number): void => {
    const asset = assets.peek(index);
    if (!asset) return;
    const checksum = asset.checksum();
    indexes.set(checksum, (indexes.get(checksum) ?? new Set()).add(index));
  };
  const refresh = (): void => {
    const changed = revision < 0 ? undefined : changes.since(revision);
    for (const index of changed ?? assets.stored()) note(index);
    revision = changes.revision;
  };
  const generated = (): Uint32Array => {
    if (prefixes) return prefixes;
    prefixes = new Uint32Array(assets.size);
    for (const index of assets.pristine({})) prefixes[index] = prefixOf(assets.peek(index)?.checksum() ?? '');
    return prefixes;
  };
  return {
    find: (ownerId, checksum) => {
      refresh();
      for (const index of [...(indexes.get(checksum) ?? []), ...positionsOf(prefixOf(checksum), generated())]) {
        const asset = assets.at(index);
        // What an index says of an asset that was changed since is checked here.
        if (asset?.ownerId === ownerId && asset.libraryId === null && asset.checksum() === checksum) return asset;
      }
      return undefined;
    },
  };
}

const prefixOf = (checksum: string): number =>
  Buffer.concat([Buffer.from(checksum.slice(0, 8), 'base64'), Buffer.alloc(4)]).readUInt32BE(0);

function* positionsOf(value: number, values: Uint32Array): Generator<number> {
  for (let at = values.indexOf(value); at >= 0; at = values.indexOf(value, at + 1)) yield at;
}

/** A checksum as clients send it, in hex or base64, as base64. */
export const normalizedChecksum = (checksum: string): string =>
  /^[0-9a-f]{40}$/i.test(checksum) ? Buffer.from(checksum, 'hex').toString('base64') : checksum;
