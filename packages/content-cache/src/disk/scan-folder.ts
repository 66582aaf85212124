import { chmod, readdir, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { unfinished } from './block-file.ts';

/** A block that an earlier run left. */
export interface FoundBlock {
  readonly name: string;
  readonly fileBytes: number;
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly usedAt: number;
}

const SHARD = /^[0-9a-f]{2}$/;
const BLOCK = /^[0-9a-f]{40}-\d+$/;

/** Where a block lies. Some file systems are slow with very many files in a folder, so there are 256. */
export const blockPath = (folder: string, name: string): string => join(folder, name.slice(0, 2), name);

/** All blocks in a folder, the longest unused first; what a crash left half written is removed. */
export async function scanFolder(folder: string): Promise<readonly FoundBlock[]> {
  const found: FoundBlock[] = [];
  for (const shard of await readdir(folder)) {
    if (SHARD.test(shard)) found.push(...(await scanShard(join(folder, shard))));
  }
  return found.sort((one, other) => one.usedAt - other.usedAt);
}

/** What is no folder, or cannot be read, costs its blocks and not all the others. */
async function scanShard(shard: string): Promise<readonly FoundBlock[]> {
  await keepPrivate(shard, (await stat(shard).catch(() => ({ mode: 0 }))).mode);
  const names = await readdir(shard).catch(() => []);
  const drafts = names.filter((name) => BLOCK.test(name.slice(0, name.indexOf('.'))) && name.endsWith(unfinished));
  await Promise.all(drafts.map((name) => unlink(join(shard, name)).catch(() => {})));
  const blocks = await Promise.all(names.filter((name) => BLOCK.test(name)).map((name) => look(shard, name)));
  return blocks.filter((block) => block !== undefined);
}

async function look(shard: string, name: string): Promise<FoundBlock | undefined> {
  try {
    const path = join(shard, name);
    const { size, mtimeMs, mode } = await stat(path);
    await keepPrivate(path, mode);
    return { name, fileBytes: size, usedAt: mtimeMs };
  } catch {
    // Another process may share the folder.
    return undefined;
  }
}

/** A copy of the folder may have lost its modes. Files of another user stay as they are, and so do all on Windows. */
async function keepPrivate(path: string, mode: number): Promise<void> {
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) await chmod(path, mode & 0o700).catch(() => {});
}
