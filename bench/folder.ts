import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const files = 10_000;
const content = Buffer.alloc(1000, 1);

/** Makes the tree that the file servers serve: an album with as many small files as ours has assets. Gives its folder. */
export async function makeFolder(scratch: string, album: string): Promise<string> {
  const folder = join(scratch, 'tree');
  await mkdir(join(folder, album), { recursive: true });
  for (let index = 1; index <= files; index++)
    await writeFile(join(folder, album, `IMG_${String(index).padStart(7, '0')}.jpg`), content);
  return folder;
}
