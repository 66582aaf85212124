import { createHash } from 'node:crypto';
import {
  type AssetDescription,
  type LibraryDescription,
  library,
  photo,
} from '../../../packages/fake-immich/src/index.ts';
import type { LibrarySize } from '../library-immich.ts';

const dayMs = 86_400_000;

function many(count: number, prefix: string, facts: Partial<AssetDescription>): readonly AssetDescription[] {
  return Array.from({ length: count }, (_, index) => {
    const name = `${prefix}_${String(index + 1).padStart(5, '0')}.jpg`;
    // Nothing reads the content, so nothing compares it with its checksum.
    const checksum = createHash('sha1').update(name).digest('base64');
    return photo(name, { content: { generated: 20_000, seed: index }, checksum, ...facts });
  });
}

/** A generated library with what the formula does not have: what was added lately, what others share, what is found. */
export function variedLibrary(size: LibrarySize): LibraryDescription {
  const lately = many(2000, 'NEW', { createdAt: Date.now() - dayMs, fileCreatedAt: Date.now() - dayMs });
  const bobs = many(5000, 'BOB', { fileCreatedAt: Date.UTC(2024, 5, 6, 12) });
  const others = library()
    .user('admin', { partners: [{ user: 'Bob', inTimeline: true }] })
    .loose(...lately)
    .smartSearch({ 'beach at sunset': lately.slice(0, 500) })
    .user('Bob')
    .album('Wedding', bobs, { sharedWith: [{ user: 'admin' }] });
  return { ...others, generated: { ...size, checksums: 'seed' } };
}
