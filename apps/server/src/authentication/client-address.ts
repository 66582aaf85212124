import ipaddr from 'ipaddr.js';

/** A single client has a whole network of this many bits to itself (RFC 6177). */
const IPV6_NETWORK_BITS = 64;

/** An address as logs and firewalls write it: IPv4 as such, also where it came mapped into IPv6; no zone. */
export function plainAddress(address: string): string {
  return ipaddr.isValid(address) ? ipaddr.process(withoutZone(address)).toString() : '';
}

/** What counts as one address: all of an IPv4 address, the network of an IPv6 one. */
export function addressKey(address: string): string {
  const plain = plainAddress(address);
  if (!ipaddr.IPv6.isValid(plain)) return plain;
  return ipaddr.IPv6.networkAddressFromCIDR(`${plain}/${IPV6_NETWORK_BITS}`).toString();
}

const withoutZone = (address: string): string => address.replace(/%.*$/, '');
