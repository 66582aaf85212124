import { createClient, type FileStat } from 'webdav';

/** Every file's path, decoded, as a listing tells it: `/album/file`. */
export async function servedFiles(url: string): Promise<readonly string[]> {
  const client = createClient(url);
  const albums = (await client.getDirectoryContents('/')) as FileStat[];
  const files = await Promise.all(albums.map((album) => client.getDirectoryContents(album.filename)));
  return (files as FileStat[][]).flat().map((file) => file.filename);
}

/** A path in an address. */
export const inAddress = (path: string): string => path.split('/').map(encodeURIComponent).join('/');
