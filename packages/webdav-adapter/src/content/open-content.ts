import { type Content, type FileResource, type OpenOptions, type ResourceTree, TreeError } from '@immich-webdav/core';

export interface OpenRequest {
  readonly tree: ResourceTree;
  readonly file: FileResource;
  readonly options: OpenOptions & { readonly signal: AbortSignal };
}

export type Opened = { readonly stale: false; readonly content: Content } | { readonly stale: true };

/**
 * Opens a file. `stale` when a part was asked for and the file turns out to be of another length than listed: the part was
 * reckoned from the wrong length, so nothing of it may be sent. The caller aborts its signal then.
 */
export async function openContent({ tree, file, options }: OpenRequest): Promise<Opened> {
  try {
    const content = await tree.open(file, options);
    const differs = content.size !== undefined && content.size !== file.size;
    return options.range !== undefined && differs ? { stale: true } : { stale: false, content };
  } catch (error) {
    // The listed length allowed the range, so the listing is what is wrong.
    if (options.range !== undefined && TreeError.is(error) && error.code === 'range-not-satisfiable')
      return { stale: true };
    throw error;
  }
}
