import { BlockList, isIPv6 } from 'node:net';

/** RFC 1122 section 3.2.1.3 and RFC 4291 section 2.5.3. */
const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** RFC 6761 section 6.3: `localhost` and every name below it, with or without a trailing dot. */
const localName = /^(?:.+\.)?localhost\.?$/i;

/** Whether a server that listens on this address is reachable from this machine only. False for any other host name. */
export const isLoopback = (host: string): boolean =>
  localName.test(host) || loopback.check(host, isIPv6(host) ? 'ipv6' : 'ipv4');
