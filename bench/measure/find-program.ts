import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

/** Where Debian keeps servers, though it is not always on a user's PATH. */
const serverFolders = ['/usr/sbin', '/usr/local/sbin'];

/** The path of an installed program, if any. */
export async function findProgram(name: string): Promise<string | undefined> {
  for (const folder of [...(process.env.PATH ?? '').split(delimiter), ...serverFolders]) {
    const path = join(folder, name);
    if (await isExecutable(path)) return path;
  }
  return undefined;
}

const isExecutable = (path: string): Promise<boolean> =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
