import type { Server } from 'node:http';
import type { Server as HttpsServer } from 'node:https';

/** A certificate with its chain, and its private key, in PEM. */
export interface TlsMaterial {
  readonly cert: string;
  readonly key: string;
}

/** Where the certificate comes from. */
export interface TlsSource {
  /** The current material. A rejection is that of the start. */
  readonly read: () => Promise<TlsMaterial>;
  /** Calls `renew` with each later material. Returns a function that ends it. */
  readonly watch: (renew: (material: TlsMaterial) => void) => () => void;
}

/** Older ones are broken (RFC 8996). */
const oldestProtocol = 'TLSv1.2';

/** Sets the certificate and replaces it later, without closing connections. Returns a function that ends it. */
export async function useTls(server: Server, { read, watch }: TlsSource): Promise<() => void> {
  const set = ({ cert, key }: TlsMaterial) =>
    (server as Server & Pick<HttpsServer, 'setSecureContext'>).setSecureContext({
      cert,
      key,
      minVersion: oldestProtocol,
    });
  set(await read());
  return watch(set);
}
