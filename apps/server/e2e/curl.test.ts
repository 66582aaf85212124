import { readFileSync } from 'node:fs';
import { mediaPath } from '@immich-webdav/demo-library';
import { describe, expect, it } from 'vitest';
import { createClient, type FileStat } from 'webdav';
import { startServer, versions } from '../test/start-server.ts';
import { describeWith, newFolder, runProgram } from './program.ts';

const clip = readFileSync(mediaPath('sea-sunrise.mp4'));

/** The address of that clip, found by its length. */
async function findClip(url: string): Promise<string> {
  const client = createClient(url);
  for (const album of (await client.getDirectoryContents('/')) as FileStat[]) {
    const files = (await client.getDirectoryContents(album.filename)) as FileStat[];
    const found = files.find((file) => file.size === clip.length);
    if (found) return client.getFileDownloadLink(found.filename);
  }
  throw new Error('The clip is in no album.');
}

describeWith(['curl'], () => {
  describe.each(versions)('over Immich %s', (version) => {
    it.each([
      ['0-0', clip.subarray(0, 1)],
      ['100-299', clip.subarray(100, 300)],
      ['1000-', clip.subarray(1000)],
      ['-500', clip.subarray(-500)],
      [`${clip.length - 1}-${clip.length + 1000}`, clip.subarray(-1)],
    ])('gets the range %s', async (range, expected) => {
      const address = await findClip((await startServer(version)).url);
      const { stdout, stderr } = await runProgram('curl', ['-s', '-w', '%{stderr}%{http_code}', '-r', range, address]);
      expect(stderr).toBe('206');
      expect(stdout.equals(expected)).toBe(true);
    });

    it('is told 416 past the end', async () => {
      const address = await findClip((await startServer(version)).url);
      const { stderr } = await runProgram('curl', [
        '-s',
        '-o',
        '/dev/null',
        '-w',
        '%{stderr}%{http_code} %header{content-range}',
        '-r',
        `${clip.length}-`,
        address,
      ]);
      expect(stderr).toBe(`416 bytes */${clip.length}`);
    });

    it('continues a download', async () => {
      const address = await findClip((await startServer(version)).url);
      const folder = newFolder();
      const get = (...more: string[]) => runProgram('curl', ['-s', '-f', '-o', 'clip', ...more, address], { folder });
      await get('-r', '0-9999');
      expect((await get('-C', '-')).code).toBe(0);
      expect(readFileSync(`${folder}/clip`).equals(clip)).toBe(true);
    });
  });
});
