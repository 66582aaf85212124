import { LibraryError } from '@immich-webdav/core';
import { describe, expect, it } from 'vitest';
import { CommandError } from './command-error.ts';
import { ConfigurationError } from './configuration-error.ts';
import { explainFailure } from './explain-failure.ts';

/** An error as Node makes it. */
const failure = (syscall: string, code: string, more: object): Error =>
  Object.assign(new Error(`${code}: ${syscall}`), { syscall, code, ...more });

describe('an expected failure is one sentence about what failed', () => {
  it.each([
    ['a taken port', failure('listen', 'EADDRINUSE', { address: '127.0.0.1', port: 1700 }), /^Port 1700 .*WEBDAV_PORT/],
    ['a port below 1024', failure('listen', 'EACCES', { address: '0.0.0.0', port: 80 }), /^Port 80 .*1024/],
    ['a foreign address', failure('listen', 'EADDRNOTAVAIL', { address: '192.0.2.1', port: 1 }), /^WEBDAV_HOST.*192/],
    ['an unknown name', failure('getaddrinfo', 'ENOTFOUND', { hostname: 'nas' }), /^WEBDAV_HOST is nas/],
    ['a name that is not resolved', failure('getaddrinfo', 'EAI_AGAIN', { hostname: 'nas' }), /^WEBDAV_HOST is nas/],
    [
      'a file without permission',
      failure('open', 'EACCES', { path: '/etc/x/.env' }),
      /^\/etc\/x\/\.env may not be used/,
    ],
    ['a folder that cannot be made', failure('mkdir', 'ENOENT', { path: '/proc/x' }), /^\/proc\/x does not exist/],
    ['a file system to read', failure('mkdir', 'EROFS', { path: '/mnt/a' }), /^\/mnt\/a is on a file system/],
    ['another failure of a file', failure('read', 'EIO', { path: '/mnt/b' }), /^\/mnt\/b cannot be used \(EIO\)/],
    ['the configuration', new ConfigurationError(['IMMICH_URL is not set.']), /IMMICH_URL is not set/],
    ['a command', new CommandError('No password was given.'), /^No password/],
    ['Immich', new LibraryError('unavailable', 'Immich is down.'), /^Immich is down\.$/],
  ])('%s', (_what, error, expected) => {
    const told = explainFailure(error);
    expect(told).toMatch(expected);
    expect(told).not.toMatch(/\n {4}at /);
  });
});

it('shows the stack of what is a mistake of the program', () => {
  expect(explainFailure(new TypeError('a bug'))).toMatch(/^TypeError: a bug\n {4}at /);
  expect(explainFailure('text')).toBe('text');
});
