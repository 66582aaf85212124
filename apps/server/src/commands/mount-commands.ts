import { networkInterfaces } from 'node:os';

/** How a client is pointed at an address: its name and what to type or click. */
export type MountCommand = readonly [client: string, how: string];

/** What clients log in with; without it they need no password. */
export interface MountLogin {
  readonly username: string;
}

/** For the clients that most people have. The address ends in a slash. */
export function mountCommands(url: string, login?: MountLogin): readonly MountCommand[] {
  const { host, hostname, port, pathname } = new URL(url);
  const options = `--webdav-url ${url}${login === undefined ? '' : ` ${rcloneLogin(login)}`}`;
  return [
    ['Browser', url],
    ['rclone', `rclone lsf :webdav: ${options}`],
    ['', `rclone mount :webdav: /mnt/photos --read-only ${options}`],
    ['davfs2', `sudo mount -t davfs -o ro ${url} /mnt/photos`],
    ['Finder', `Go > Connect to Server > ${url}`],
    ['Explorer', `net use P: \\\\${hostname}@${port}\\DavWWWRoot${pathname.replaceAll('/', '\\').replace(/\\$/, '')}`],
    ['GNOME', `gio mount dav://${host}${pathname}`],
  ];
}

/** The password is typed by whoever mounts. */
const rcloneLogin = ({ username }: MountLogin): string =>
  `--webdav-user ${quoted(username)} --webdav-pass "$(rclone obscure PASSWORD)"`;

const quoted = (text: string): string => (/^[\w.@-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`);

/** The same address as other machines reach it, where the server listens on all of them: `0.0.0.0` is no address for a client. */
export function reachableUrl(
  url: string,
  interfaces: ReturnType<typeof networkInterfaces> = networkInterfaces(),
): string {
  const reachable = new URL(url);
  if (reachable.hostname !== '0.0.0.0' && reachable.hostname !== '[::]') return url;
  const all = Object.values(interfaces).flatMap((addresses) => addresses ?? []);
  reachable.hostname = all.find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? '127.0.0.1';
  return reachable.href;
}
