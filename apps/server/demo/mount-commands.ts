/** How a client is pointed at an address: its name and what to type or click. */
export type MountCommand = readonly [client: string, how: string];

/** For the clients that most people have. The address ends in a slash. */
export function mountCommands(url: string): readonly MountCommand[] {
  const { host, hostname, port, pathname } = new URL(url);
  return [
    ['Browser', url],
    ['rclone', `rclone lsf :webdav: --webdav-url ${url}`],
    ['', `rclone mount :webdav: /mnt/photos --read-only --webdav-url ${url}`],
    ['davfs2', `sudo mount -t davfs -o ro ${url} /mnt/photos`],
    ['Finder', `Go > Connect to Server > ${url}`],
    ['Explorer', `net use P: \\\\${hostname}@${port}\\DavWWWRoot${pathname.replaceAll('/', '\\').replace(/\\$/, '')}`],
    ['GNOME', `gio mount dav://${host}${pathname}`],
  ];
}
