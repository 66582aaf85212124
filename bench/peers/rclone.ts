import { join } from 'node:path';
import { startChild } from '../measure/child.ts';
import { findProgram } from '../measure/find-program.ts';
import { type FolderPeer, runOnFreePort } from './peer.ts';

/** `rclone serve webdav`. */
export const rclone: FolderPeer = {
  name: 'rclone',
  async start(folder, scratch) {
    const program = await findProgram('rclone');
    if (program === undefined) return undefined;
    return runOnFreePort(async (port) =>
      startChild(program, [
        ...['serve', 'webdav', folder, '--addr', `127.0.0.1:${port}`, '--read-only'],
        ...['--config', join(scratch, 'rclone.conf'), '--log-level', 'ERROR'],
      ]),
    );
  },
};
