import type { IncomingMessage } from 'node:http';
import { isIP, type Socket } from 'node:net';
import { parse as parseForwarded } from 'forwarded-parse';
import { Refusal } from '../http/refusal.ts';
import { parseRequestPath } from '../paths/request-path.ts';
import { plainAddress } from './address.ts';
import type { TrustedProxies } from './trusted-proxies.ts';

/** Where a request comes from, and the address under which its client reaches this server. */
export interface RequestOrigin {
  /** The client's IP address as logs write it. Empty if unknown. */
  readonly address: string;
  readonly scheme: 'http' | 'https';
  /** Name and optional port; absent in HTTP/1.0. */
  readonly host?: string;
  /** The segments of the path that a proxy removed from the request target. */
  readonly prefix: readonly string[];
}

/** Reads the origin of a request. Throws a `Refusal` with 400 for forwarding headers that cannot be understood. */
export type OriginReader = (request: IncomingMessage) => RequestOrigin;

/** The other end of a connection. Its address is parsed once, not for each request. */
interface Peer {
  readonly address: string;
  readonly isProxy: boolean;
}

/** One proxy's report of its own client. */
interface Hop {
  /** An IP address; empty for an unknown or hidden client. */
  readonly address: string;
  readonly scheme?: string | undefined;
  readonly host?: string | undefined;
}

/** uri-host [ ":" port ] of RFC 9110 section 7.2; a host may be empty. */
const validHost = /^(?:[\w.~%!$&'()*+,;=-]*|\[[\da-f:.%a-z_-]+\])(?::\d*)?$/i;

/** Whether a text is a host with an optional port, as the field Host has it. */
export const isValidHost = (text: string): boolean => validHost.test(text);

const none: readonly string[] = [];

/**
 * Reads `X-Forwarded-For`, `-Proto`, `-Host`, `-Prefix` and `Forwarded` (RFC 7239) of trusted proxies, each from the right: a proxy
 * appends its own report, and anything to the left of the first untrusted address may be forged by the client.
 */
export function createOriginReader(isTrusted: TrustedProxies): OriginReader {
  const peers = new WeakMap<Socket, Peer>();
  const peerOf = (socket: Socket): Peer => {
    const { remoteAddress } = socket;
    const peer = peers.get(socket) ?? { address: plainAddress(remoteAddress), isProxy: isTrusted(remoteAddress) };
    peers.set(socket, peer);
    return peer;
  };
  return (request) => {
    const { socket, headers } = request;
    const { address, isProxy } = peerOf(socket);
    const direct: RequestOrigin = {
      address,
      scheme: 'encrypted' in socket ? 'https' : 'http',
      ...(headers.host !== undefined && { host: headers.host }),
      prefix: none,
    };
    return isProxy ? forwarded(request, direct, isTrusted) : direct;
  };
}

function forwarded({ headers }: IncomingMessage, direct: RequestOrigin, isTrusted: TrustedProxies): RequestOrigin {
  const listed = entriesOf(headers['x-forwarded-for']).map((client) => ({ address: addressOf(client) }));
  const standard = hopsOf(headers.forwarded);
  const [first, second] = [listed, standard]
    .filter((hops) => hops.length > 0)
    .map((hops) => clientHop(hops, isTrusted));
  // A proxy that writes only one of the two passes on the other as its client sent it.
  if (first !== undefined && second !== undefined && first.hop.address !== second.hop.address)
    throw new Refusal(400, 'X-Forwarded-For and Forwarded name different clients; let the proxy remove one of them.');
  const { passed = 1, hop } = first ?? {};
  const reported = (second ?? first)?.hop;
  const scheme = (at(entriesOf(headers['x-forwarded-proto']), passed) ?? reported?.scheme)?.toLowerCase();
  const host = at(entriesOf(headers['x-forwarded-host']), passed) ?? reported?.host;
  return {
    ...direct,
    ...(hop !== undefined && { address: hop.address }),
    ...((scheme === 'http' || scheme === 'https') && { scheme }),
    ...(host !== undefined && isValidHost(host) && { host }),
    prefix: prefixOf(entriesOf(headers['x-forwarded-prefix']).at(-1)),
  };
}

/** The report of the first proxy, from the right, whose client is no trusted proxy; and the number of proxies passed. */
function clientHop(hops: readonly Hop[], isTrusted: TrustedProxies): { readonly hop: Hop; readonly passed: number } {
  let passed = 1;
  while (passed < hops.length && isTrusted(at(hops, passed)?.address)) passed += 1;
  return { hop: at(hops, passed) ?? { address: '' }, passed };
}

/** The entry so far from the right; the leftmost of a shorter list. */
const at = <Entry>(list: readonly Entry[], fromRight: number): Entry | undefined =>
  list[Math.max(0, list.length - fromRight)];

/** The entries of a list; repeated fields count as one list (RFC 9110 section 5.3). */
function entriesOf(field: string | string[] | undefined): readonly string[] {
  if (field === undefined) return none;
  return String(field)
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}

function hopsOf(field: string | undefined): readonly Hop[] {
  if (field === undefined) return [];
  try {
    return parseForwarded(field).map(({ for: client, proto, host }) => ({
      address: addressOf(client ?? ''),
      scheme: proto,
      host,
    }));
  } catch {
    throw new Refusal(400, 'The proxy sent a malformed Forwarded field (RFC 7239); correct or remove it.');
  }
}

/** The address of a node (RFC 7239 section 6) with an optional port. Empty for `unknown` and for obfuscated ones. */
function addressOf(client: string): string {
  const bare = /^\[(.*)\](?::[\w.-]+)?$/.exec(client)?.[1] ?? client;
  return plainAddress(isIP(bare) > 0 ? bare : bare.replace(/:[\w.-]+$/, ''));
}

/** The segments of a prefix in NFC, as a base path has them. */
function prefixOf(path: string | undefined): readonly string[] {
  const segments = parseRequestPath(path ?? '/');
  if (segments === undefined)
    throw new Refusal(400, 'The proxy sent an X-Forwarded-Prefix that is no path; correct or remove it.');
  return segments.map((segment) => segment.normalize());
}
