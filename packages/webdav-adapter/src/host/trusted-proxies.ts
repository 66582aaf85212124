import { LibraryError } from '@immich-webdav/core';
import ipaddr from 'ipaddr.js';
import { plainAddress } from './address.ts';

/** Whether a peer is a proxy whose forwarding headers count. Undefined: the peer of a unix socket. */
export type TrustedProxies = (address: string | undefined) => boolean;

/** The peers of a unix socket, which have no address. */
const unixName = 'unix';

const namedRanges: ReadonlyMap<string, readonly string[]> = new Map([
  ['loopback', ['127.0.0.0/8', '::1/128']],
  ['linklocal', ['169.254.0.0/16', 'fe80::/10']],
  ['uniquelocal', ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7']],
  [unixName, []],
]);

/** The names that can stand for ranges in a list of trusted proxies. */
export const proxyNames: readonly string[] = [...namedRanges.keys()];

type Range = ReturnType<typeof ipaddr.parseCIDR>;

/** Parses addresses, CIDR ranges and `proxyNames`. Throws `invalid-name` for anything else. */
export function parseTrustedProxies(list: readonly string[]): TrustedProxies {
  if (list.length === 0) return () => false;
  const trustsUnix = list.includes(unixName);
  const ranges = list.flatMap((text) => namedRanges.get(text) ?? [text]).map(parseRange);
  return (address) => {
    if (address === undefined) return trustsUnix;
    const plain = plainAddress(address);
    if (plain === '') return false;
    const parsed = ipaddr.parse(plain);
    return ranges.some(([range, bits]) => range.kind() === parsed.kind() && parsed.match(range, bits));
  };
}

function parseRange(text: string): Range {
  const [address = '', bits] = text.split('/', 2);
  const plain = plainAddress(address);
  const isRange = bits === undefined || ipaddr.isValidCIDR(text);
  if (plain === '' || !isRange || address.includes('%'))
    throw new LibraryError(
      'invalid-name',
      `Write a trusted proxy as an address or a range like 10.0.0.0/8, not ${text}.`,
    );
  const whole = plain.includes(':') ? 128 : 32;
  // A range of IPv4-mapped addresses is one of IPv4 addresses.
  const mapped = address.includes(':') && whole === 32 ? 96 : 0;
  return [ipaddr.parse(plain), bits === undefined ? whole : Math.max(0, Number(bits) - mapped)];
}
