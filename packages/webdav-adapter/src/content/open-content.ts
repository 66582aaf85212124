import { type Content, type FileResource, type OpenOptions, type ResourceTree, TreeError } from '@immich-webdav/core';

export interface OpenRequest {
  readonly tree: ResourceTree;
  readonly file: FileResource;
  readonly options: OpenOptions & { readonly signal: AbortSignal };
}

/**
 * Opens a file. Rejects with `range-not-satisfiable` also when the part that came is one of another length than listed: it was
 * reckoned from the wrong length, so nothing of it may be sent. The caller aborts its signal then.
 */
export async function openContent({ tree, file, options }: OpenRequest): Promise<Content> {
  const content = await tree.open(file, options);
  const { range, size } = content;
  // The whole in the place of a part is told as such, whatever its length.
  if (range === undefined || size === undefined || size === file.size) return content;
  throw new TreeError('range-not-satisfiable', `The file has ${size} bytes.`, { size });
}
