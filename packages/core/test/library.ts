import type { MemoryAlbum, MemoryAsset } from '../src/memory/memory-library.ts';

const day = 86_400_000;

export const asset = (fileName: string, content = fileName, over: Partial<MemoryAsset> = {}): MemoryAsset => {
  const bytes = new TextEncoder().encode(content);
  return {
    id: `asset-${fileName}-${content}`,
    fileName,
    type: /\.(mp4|mov)$/i.test(fileName) ? 'video' : 'image',
    mediaType: 'image/jpeg',
    size: bytes.length,
    revision: content,
    capturedAt: day,
    modifiedAt: 2 * day,
    uploadedAt: 3 * day,
    content: bytes,
    ...over,
  };
};

export const album = (name: string, assets: readonly MemoryAsset[], over: Partial<MemoryAlbum> = {}): MemoryAlbum => ({
  id: `album-${name}`,
  name,
  createdAt: day,
  assets,
  ...over,
});
