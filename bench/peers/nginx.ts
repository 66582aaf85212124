import { access, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startChild } from '../measure/child.ts';
import { findProgram } from '../measure/find-program.ts';
import { type FolderPeer, runOnFreePort } from './peer.ts';

const davExt = '/usr/lib/nginx/modules/ngx_http_dav_ext_module.so';

/** nginx with the module dav-ext, which adds PROPFIND. */
export const nginx: FolderPeer = {
  name: 'nginx',
  async start(folder, scratch) {
    const program = await findProgram('nginx');
    const isInstalled = await access(davExt).then(
      () => program !== undefined,
      () => false,
    );
    if (program === undefined || !isInstalled) return undefined;
    return runOnFreePort(async (port) => {
      const home = join(scratch, 'nginx');
      await mkdir(home);
      await writeFile(join(home, 'nginx.conf'), configuration(home, folder, port));
      return startChild(program, ['-p', home, '-c', join(home, 'nginx.conf'), '-e', join(home, 'error.log')]);
    });
  },
};

// As root, nginx would serve as a user who may not read the folder.
const configuration = (home: string, folder: string, port: number): string => `
${process.getuid?.() === 0 ? 'user root;' : ''}
daemon off;
worker_processes auto;
pid ${home}/nginx.pid;
error_log ${home}/error.log;
load_module ${davExt};
events {}
http {
  access_log off;
  sendfile on;
  keepalive_requests 1000000;
  client_body_temp_path ${home}/body;
  proxy_temp_path ${home}/proxy;
  fastcgi_temp_path ${home}/fastcgi;
  uwsgi_temp_path ${home}/uwsgi;
  scgi_temp_path ${home}/scgi;
  server {
    listen 127.0.0.1:${port};
    root ${folder};
    dav_ext_methods PROPFIND OPTIONS;
  }
}
`;
