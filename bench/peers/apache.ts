import { access, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startChild } from '../measure/child.ts';
import { findProgram } from '../measure/find-program.ts';
import { type FolderPeer, runOnFreePort } from './peer.ts';

const modules = '/usr/lib/apache2/modules';

/** Apache with mod_dav. */
export const apache: FolderPeer = {
  name: 'apache',
  async start(folder, scratch) {
    const program = await findProgram('apache2');
    const isInstalled = await access(join(modules, 'mod_dav_fs.so')).then(
      () => program !== undefined,
      () => false,
    );
    if (program === undefined || !isInstalled) return undefined;
    return runOnFreePort(async (port) => {
      const home = join(scratch, 'apache');
      await mkdir(home);
      await writeFile(join(home, 'apache.conf'), configuration(home, folder, port));
      return startChild(program, ['-d', home, '-f', join(home, 'apache.conf'), '-DFOREGROUND']);
    });
  },
};

// Apache refuses to serve as root.
const configuration = (home: string, folder: string, port: number): string => `
${process.getuid?.() === 0 ? 'User www-data\nGroup www-data' : ''}
ServerName localhost
ServerRoot ${home}
PidFile ${home}/apache.pid
DefaultRuntimeDir ${home}
ErrorLog ${home}/error.log
Listen 127.0.0.1:${port}
LoadModule mpm_event_module ${modules}/mod_mpm_event.so
LoadModule authz_core_module ${modules}/mod_authz_core.so
LoadModule dav_module ${modules}/mod_dav.so
LoadModule dav_fs_module ${modules}/mod_dav_fs.so
DavLockDB ${home}/locks
DocumentRoot ${folder}
<Directory ${folder}>
  Dav On
  Require all granted
</Directory>
`;
