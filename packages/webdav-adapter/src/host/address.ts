import ipaddr from 'ipaddr.js';

/** One client may have a whole IPv6 network with a prefix of this length (RFC 6177). */
const ipv6NetworkBits = 64;

/** An address as logs and firewalls write it: IPv4-mapped IPv6 becomes IPv4, a zone is removed. Empty for an invalid address. */
export function plainAddress(address: string | undefined): string {
  const plain = address?.replace(/%.*$/, '') ?? '';
  // `isValid` also accepts a bare number as an IPv4 address.
  return ipaddr.IPv4.isValidFourPartDecimal(plain) || ipaddr.IPv6.isValid(plain)
    ? ipaddr.process(plain).toString()
    : '';
}

/** The key for counting: the whole IPv4 address, or the network of an IPv6 address, which belongs to one client. */
export function addressKey(address: string | undefined): string {
  const plain = plainAddress(address);
  if (!plain.includes(':')) return plain;
  return ipaddr.IPv6.networkAddressFromCIDR(`${plain}/${ipv6NetworkBits}`).toString();
}
