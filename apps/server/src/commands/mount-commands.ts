import { networkInterfaces } from 'node:os';

/** A client, and the command or the menu that mounts an address with it. */
export type MountCommand = readonly [client: string, how: string];

/** The log-in of clients. Absent if no password is needed. */
export interface MountLogin {
  readonly username: string;
}

/** Mount commands for common clients. The address ends with a slash. */
export function mountCommands(url: string, login?: MountLogin): readonly MountCommand[] {
  const { protocol, host, hostname, port, pathname } = new URL(url);
  const isTls = protocol === 'https:';
  const options = `--webdav-url ${url}${login === undefined ? '' : ` ${rcloneLogin(login)}`}`;
  return [
    ['Browser', url],
    ['rclone', `rclone lsf :webdav: ${options}`],
    ['', `rclone mount :webdav: /mnt/photos --read-only ${options}`],
    ['davfs2', `sudo mount -t davfs -o ro ${url} /mnt/photos`],
    ['Finder', `Go > Connect to Server > ${url}`],
    [
      'Explorer',
      `net use P: \\\\${hostname}${isTls ? '@SSL' : ''}@${port}\\DavWWWRoot${pathname.replaceAll('/', '\\').replace(/\\$/, '')}`,
    ],
    ['GNOME', `gio mount dav${isTls ? 's' : ''}://${host}${pathname}`],
  ];
}

/** PASSWORD is a placeholder. */
const rcloneLogin = ({ username }: MountLogin): string =>
  `--webdav-user ${quoted(username)} --webdav-pass "$(rclone obscure PASSWORD)"`;

const quoted = (text: string): string => (/^[\w.@-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`);

/** The address for other machines: replaces `0.0.0.0` and `::`, which clients cannot use, with an address of an interface. */
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
