import ipaddr from 'ipaddr.js';

/** One client may have a whole IPv6 network with a prefix of this length (RFC 6177). */
const IPV6_NETWORK_BITS = 64;

/** An address as logs and firewalls write it: IPv4-mapped IPv6 becomes IPv4, a zone is removed. Empty for an invalid address. */
export function plainAddress(address: string): string {
  return ipaddr.isValid(address) ? ipaddr.process(withoutZone(address)).toString() : '';
}

/** The key for counting: the whole IPv4 address, or the network of an IPv6 address. */
export function addressKey(address: string): string {
  const plain = plainAddress(address);
  if (!ipaddr.IPv6.isValid(plain)) return plain;
  return ipaddr.IPv6.networkAddressFromCIDR(`${plain}/${IPV6_NETWORK_BITS}`).toString();
}

const withoutZone = (address: string): string => address.replace(/%.*$/, '');
