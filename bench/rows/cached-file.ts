import { randomBytes } from 'node:crypto';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exchange } from '../measure/exchange.ts';
import { requestsPerSecond } from '../measure/load.ts';
import { alternate } from '../measure/rounds.ts';
import { until } from '../measure/until.ts';
import { startDisk } from '../peers/disk.ts';
import { startOurs } from '../peers/ours.ts';
import type { Row } from './row.ts';

const isBlock = (name: string): boolean => /-\d+$/.test(name);

/** A photo frame: the same little file again and again, kept on disk. */
export const cachedFile: Row = {
  title: 'GET 20 KB that is kept, 16 connections',
  unit: 'requests/s',
  targets: { 'bare node:http from disk': { kind: 'at least', value: 0.4 } },
  async measure({ immich, scratch }) {
    const file = join(scratch, 'small');
    await writeFile(file, randomBytes(20_000));
    const disk = await startDisk(file);
    const folder = join(scratch, 'content');
    const ours = await startOurs(immich, scratch, '1h', { CONTENT_CACHE_MB: '100', CONTENT_CACHE_DIR: folder });
    const url = `${ours.url}/Large/kept.jpg`;
    try {
      await exchange({ url });
      await until('the file is kept', async () => (await readdir(folder, { recursive: true })).some(isBlock));
      const [own = 0, theirs = 0] = await alternate([
        () => requestsPerSecond({ url }),
        () => requestsPerSecond({ url: disk.url }),
      ]);
      return [{ against: 'bare node:http from disk', ours: own, theirs }];
    } finally {
      await ours.stop();
      await disk.stop();
    }
  },
};
