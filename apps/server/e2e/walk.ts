import { createClient, type FileStat } from 'webdav';

export interface WalkedFile {
  /** Decoded: `Albums/Trips/beach.jpg`. */
  readonly path: string;
  /** As told; undefined where nothing is. */
  readonly length: number | undefined;
}

/** Every file of a tree, as PROPFIND tells it. */
export async function walk(url: string, folder = '/'): Promise<readonly WalkedFile[]> {
  const client = createClient(url);
  const members = (await client.getDirectoryContents(folder, { details: true })).data as FileStat[];
  const found = await Promise.all(
    members.map(async ({ type, filename, props }) => {
      if (type === 'directory') return walk(url, filename);
      const length: unknown = props?.getcontentlength;
      return [{ path: filename.slice(1), length: length === undefined ? undefined : Number(length) }];
    }),
  );
  return found.flat();
}
