import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startServer, versions } from '../test/start-server.ts';
import { findProgram, newFolder, runProgram } from './program.ts';
import { inAddress, servedFiles } from './served-files.ts';

const reasons: readonly (readonly [reason: string, applies: boolean])[] = [
  ['it is not installed', !findProgram('mount.davfs')],
  ['there is no /dev/fuse', !existsSync('/dev/fuse')],
  ['only root may mount', process.getuid?.() !== 0],
];
const reason = reasons.find(([, applies]) => applies)?.[0];

/** Mounts, and unmounts with the test. */
async function mount(url: string, mode: 'ro' | 'rw'): Promise<string> {
  const folder = newFolder();
  const settings = join(newFolder(), 'davfs2.conf');
  await writeFile(settings, 'ask_auth 0\nuse_locks 0\n');
  const { code, stderr } = await runProgram('mount.davfs', ['-o', `${mode},conf=${settings}`, url, folder]);
  expect(code, stderr).toBe(0);
  onTestFinished(async () => void (await runProgram('umount', [folder])));
  return folder;
}

describe.skipIf(reason)(reason ? `davfs2 (skipped: ${reason})` : 'davfs2', () => {
  // By path, since listing a folder fails on kernels that are newer than Debian's davfs2, whatever the server.
  it.each(versions)('reads files byte for byte, over Immich %s', async (version) => {
    const { url } = await startServer(version);
    const paths = await servedFiles(url);
    const folder = await mount(url, 'ro');
    for (const path of paths) {
      const content = await readFile(join(folder, path));
      expect((await stat(join(folder, path))).size).toBe(content.length);
      const served = await (await fetch(new URL(inAddress(path), url))).arrayBuffer();
      expect(content.equals(Buffer.from(served)), path).toBe(true);
    }
  });

  it.each(versions)('cannot remove, move or make anything, over Immich %s', async (version) => {
    const { url } = await startServer(version);
    const folder = await mount(url, 'rw');
    const [path = ''] = await servedFiles(url);
    const file = join(folder, path);
    const { size } = await stat(file);
    await expect(rm(file)).rejects.toThrow();
    await expect(rename(file, `${file}.moved`)).rejects.toThrow();
    await expect(mkdir(join(folder, 'new'))).rejects.toThrow();
    expect((await stat(file)).size).toBe(size);
    expect(existsSync(join(folder, 'new'))).toBe(false);
  });
});
