import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createClient, type FileStat } from 'webdav';
import { startServer, versions } from '../test/start-server.ts';
import { describeWith, newFolder, runProgram } from './program.ts';

/** A file whose path cadaver's command line can spell. */
async function spellable(url: string): Promise<{ album: string; file: string; content: Buffer }> {
  const client = createClient(url);
  for (const album of (await client.getDirectoryContents('/')) as FileStat[]) {
    if (!/^\w+$/.test(album.basename)) continue;
    const files = (await client.getDirectoryContents(album.filename)) as FileStat[];
    const file = files.find(({ basename }) => /^[\w.]+$/.test(basename));
    if (!file) continue;
    const content = Buffer.from((await client.getFileContents(file.filename)) as ArrayBuffer);
    return { album: album.basename, file: file.basename, content };
  }
  throw new Error('There is no such file.');
}

describeWith(['cadaver'], () => {
  describe.each(versions)('over Immich %s', (version) => {
    it('lists, enters and downloads, and is refused every write', async () => {
      const { url } = await startServer(version);
      const { album, file, content } = await spellable(url);
      const folder = newFolder();
      const writes = [`delete ${file}`, `move ${file} moved`, `copy ${file} copied`, 'put got', 'mkcol new'];
      const commands = ['ls', `cd ${album}`, 'ls', `get ${file} got`, ...writes, `mkcol /${album}`, 'quit', ''];
      const { stdout } = await runProgram('cadaver', [url], { input: commands.join('\n'), folder });
      const said = stdout.toString();
      expect(said).toContain(file);
      expect(said.match(/failed:\s+403 Forbidden/g), said).toHaveLength(writes.length);
      expect(said).toMatch(/failed:\s+405 Method Not Allowed/);
      expect(existsSync(join(folder, 'got')), said).toBe(true);
      expect(readFileSync(join(folder, 'got')).equals(content)).toBe(true);
    });
  });
});
