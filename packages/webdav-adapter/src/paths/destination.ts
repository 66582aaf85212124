import { parseRequestPath } from './request-path.ts';

/** The target of COPY and MOVE. */
export type Destination =
  /** The decoded path, as parseRequestPath returns it. */
  | { readonly kind: 'here'; readonly segments: readonly string[] }
  /** RFC 4918 section 9.8.3: a path on another server is answered 502. */
  | { readonly kind: 'elsewhere' }
  | { readonly kind: 'malformed' };

const origin = /^(https?):\/\/([^/?#]*)/i;

/**
 * Reads a Destination field (RFC 4918 section 10.3). An absolute one has to name the host under which the client reaches this server.
 * The schemes are not compared, because a proxy that adds TLS may not report it.
 */
export function readDestination(field: string, { host }: { readonly host?: string }): Destination {
  const segments = parseRequestPath(field);
  if (segments === undefined) return { kind: 'malformed' };
  const [, scheme, theirs] = origin.exec(field) ?? [];
  const isHere = theirs === undefined || host === undefined || normal(theirs, scheme) === normal(host, scheme);
  return isHere ? { kind: 'here', segments } : { kind: 'elsewhere' };
}

/** Without user information and the default port of the scheme, in lower case. */
function normal(host: string, scheme = 'http'): string {
  const port = scheme.toLowerCase() === 'https' ? /:(443)?$/ : /:(80)?$/;
  return host.toLowerCase().replace(/^.*@/, '').replace(port, '');
}
