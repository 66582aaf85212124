import type { TreeUnderTest } from '../src/conformance/resource-tree/tree-under-test.ts';
import { createMemoryTree, type MemoryTree } from '../src/memory/memory-tree.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

const files = [
  { path: ['Trips', 'Größe.jpg'], content: bytes('a photo') },
  { path: ['Trips', 'Rome', 'b.mp4'], content: bytes('a video') },
  { path: ['empty.txt'], content: bytes('') },
];

function fill(): MemoryTree {
  const tree = createMemoryTree();
  const preview = { content: bytes('preview'), mediaType: 'image/jpeg' };
  for (const { path, content } of files) tree.addFile(path, { content });
  tree.addFile(['Trips', 'a.jpg'], {
    content: bytes('asset'),
    id: 'asset-1',
    sha1: 'ab'.repeat(20),
    alternates: { preview },
  });
  tree.addFile(['Favorites', 'a.jpg'], { content: bytes('asset'), id: 'asset-1', mediaType: 'image/jpeg' });
  tree.addFile(['Trips', 'wrong.jpg'], { content: bytes('twelve bytes'), listedSize: 5 });
  tree.addCollection(['Empty']);
  return tree;
}

/** A memory tree with something of everything, so that no rule of the suite is skipped. */
export function conformingTree(): TreeUnderTest & { readonly tree: MemoryTree } {
  const tree = fill();
  return {
    tree,
    restarted: fill(),
    files,
    sameAsset: [
      ['Trips', 'a.jpg'],
      ['Favorites', 'a.jpg'],
    ],
    alternates: ['Trips', 'a.jpg'],
    wronglySized: ['Trips', 'wrong.jpg'],
    async change() {
      tree.addFile(['Trips', 'Rome', 'b.mp4'], { content: bytes('another video') });
      return ['Trips', 'Rome'];
    },
  };
}
