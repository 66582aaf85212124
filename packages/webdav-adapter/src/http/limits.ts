/** What the HTTP server allows its clients, so that none takes it from the others. Times in milliseconds. */
export interface HttpLimits {
  /** Open connections in all. At the limit the one that is idle longest is closed for a new one. */
  readonly connections: number;
  /** The same for each IP address. A reverse proxy is one address. */
  readonly connectionsPerAddress: number;
  /** The last answer says `Connection: close`. */
  readonly requestsPerConnection: number;
  /** From the first byte of a request, or the opening of the connection, to the end of its headers; then 408. */
  readonly headerTimeoutMs: number;
  /** From the first byte of a request to the end of its body; then 408. At least `headerTimeoutMs`. */
  readonly requestTimeoutMs: number;
  /** How long a client may accept no byte of an answer before it is disconnected. */
  readonly writeTimeoutMs: number;
  /** How long a connection stays open between requests; the `Keep-Alive` header announces it. Proxies reuse one for 60 to 120 s. */
  readonly idleTimeoutMs: number;
}

export const defaultHttpLimits: HttpLimits = {
  connections: 512,
  connectionsPerAddress: 128,
  requestsPerConnection: 10_000,
  headerTimeoutMs: 30_000,
  requestTimeoutMs: 60_000,
  writeTimeoutMs: 60_000,
  idleTimeoutMs: 125_000,
};
