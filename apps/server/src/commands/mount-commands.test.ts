import { describe, expect, it } from 'vitest';
import { mountCommands, reachableUrl } from './mount-commands.ts';

const own = { family: 'IPv4', internal: false, address: '192.0.2.7' };
const loopback = { ...own, internal: true, address: '127.0.0.1' };

it('prints how each client is pointed at it', () => {
  const commands = Object.fromEntries(mountCommands('http://127.0.0.1:1700/'));
  expect(commands).toMatchObject({
    rclone: 'rclone lsf :webdav: --webdav-url http://127.0.0.1:1700/',
    davfs2: 'sudo mount -t davfs -o ro http://127.0.0.1:1700/ /mnt/photos',
    Explorer: 'net use P: \\\\127.0.0.1@1700\\DavWWWRoot',
    GNOME: 'gio mount dav://127.0.0.1:1700/',
  });
  expect(Object.keys(commands)).toContain('Finder');
});

it.each([
  ['ada', '--webdav-user ada '],
  ['ada lovelace', "--webdav-user 'ada lovelace' "],
  ["o'neill", "--webdav-user 'o'\\''neill' "],
])('names the user %s where clients have to log in', (username, expected) => {
  const lines = mountCommands('http://127.0.0.1:1700/', { username }).filter(([, how]) => how.startsWith('rclone '));
  expect(lines).toHaveLength(2);
  for (const [, how] of lines) expect(how).toContain(`${expected}--webdav-pass "$(rclone obscure PASSWORD)"`);
});

describe('the address for clients', () => {
  it.each([
    ['http://0.0.0.0:1700/photos/', { lo: [loopback], eth0: [own] }, 'http://192.0.2.7:1700/photos/'],
    ['http://[::]:1700/', { eth0: [own] }, 'http://192.0.2.7:1700/'],
    ['http://0.0.0.0:1700/', { lo: [loopback] }, 'http://127.0.0.1:1700/'],
    ['http://127.0.0.1:1700/', { eth0: [own] }, 'http://127.0.0.1:1700/'],
    ['http://nas.example:1700/', { eth0: [own] }, 'http://nas.example:1700/'],
  ])('of %s', (url, interfaces, expected) => {
    expect(reachableUrl(url, interfaces as unknown as Parameters<typeof reachableUrl>[1])).toBe(expected);
  });
});
