/** What the HTTP host allows each client, so that none starves the others. Times in milliseconds. */
export interface HttpLimits {
  /** Open connections in all. At the limit the longest idle connection is closed for a new one. */
  readonly connections: number;
  /** Open connections of one IP address. Trusted proxies are exempt. */
  readonly connectionsPerAddress: number;
  /** The last answer carries `Connection: close`. */
  readonly requestsPerConnection: number;
  /** Requests of one IP address in a minute; then 429. Those of this machine are not counted; a trusted proxy reports the client. */
  readonly requestsPerAddress: number;
  /** Bytes of a request line with its headers; then 431. */
  readonly headerBytes: number;
  /** Bytes of a request body that is no file; then 413. */
  readonly bodyBytes: number;
  /** From the first byte of a request, or the opening of the connection, to the end of its headers; then 408. */
  readonly headerTimeoutMs: number;
  /** From the first byte of a request to the end of its body; then 408. At least `headerTimeoutMs`. */
  readonly requestTimeoutMs: number;
  /** How long a client may accept no byte of an answer before it is disconnected. */
  readonly writeTimeoutMs: number;
  /** How long a connection stays open between requests; announced in `Keep-Alive`. Proxies reuse connections for 60 to 120 s. */
  readonly idleTimeoutMs: number;
}

/** The limits that apply unless set. */
export const defaultHttpLimits: HttpLimits = {
  connections: 512,
  connectionsPerAddress: 128,
  requestsPerConnection: 10_000,
  requestsPerAddress: 100_000,
  headerBytes: 16_384,
  bodyBytes: 65_536,
  headerTimeoutMs: 30_000,
  requestTimeoutMs: 60_000,
  writeTimeoutMs: 60_000,
  idleTimeoutMs: 125_000,
};

/** A limit that refused or ended a request or a connection. */
export interface ReachedLimit {
  readonly limit: keyof HttpLimits;
  /** Of the client. Empty if unknown. */
  readonly address: string;
}

/** Called for each refusal because of a limit. Idle connections are closed without a call. */
export type OnLimit = (reached: ReachedLimit) => void;
