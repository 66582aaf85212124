import { type HttpLimits, proxyNames } from '@immich-webdav/webdav-adapter';
import * as schemas from './schemas.ts';
import type { Setting } from './setting.ts';

/** The types of the settings of the HTTP host. Times in milliseconds. */
export interface HttpSettingValues {
  readonly WEBDAV_SOCKET: string | undefined;
  readonly WEBDAV_SOCKET_MODE: number;
  readonly TLS_CERT: string | undefined;
  readonly TLS_KEY: string | undefined;
  readonly TRUSTED_PROXIES: readonly string[];
  readonly WEBDAV_CONNECTIONS: number;
  readonly WEBDAV_CONNECTIONS_PER_ADDRESS: number;
  readonly WEBDAV_REQUESTS_PER_CONNECTION: number;
  readonly WEBDAV_REQUESTS_PER_ADDRESS: number;
  readonly WEBDAV_HEADER_BYTES: number;
  readonly WEBDAV_BODY_BYTES: number;
  readonly WEBDAV_DOWNLOADS: number;
  readonly WEBDAV_DOWNLOADS_PER_USER: number;
  readonly WEBDAV_DOWNLOAD_WAIT: number;
  readonly WEBDAV_HEADER_TIMEOUT: number;
  readonly WEBDAV_REQUEST_TIMEOUT: number;
  readonly WEBDAV_WRITE_TIMEOUT: number;
  readonly WEBDAV_IDLE_TIMEOUT: number;
}

const count = (most: number, least = 1): Pick<Setting<number>, 'accepts' | 'schema'> => ({
  accepts: `a whole number from ${least} to ${most}`,
  schema: schemas.wholeNumber(least, most),
});

const wait: Pick<Setting<number>, 'accepts' | 'schema'> = {
  accepts: 'a duration from 1s to 1h, such as 30s or 2m',
  schema: schemas.timeout,
};

/** Settings of the HTTP host: its socket, its certificate, proxies, and limits for clients. */
export const httpSettings: { readonly [Name in keyof HttpSettingValues]: Setting<HttpSettingValues[Name]> } = {
  WEBDAV_SOCKET: {
    describes: 'The Unix socket to listen on, instead of host and port.',
    accepts: 'an absolute path, such as /run/immich-webdav/http.sock',
    schema: schemas.filePath,
  },
  WEBDAV_SOCKET_MODE: {
    describes: 'The permissions of its file; clients need write permission.',
    accepts: 'an octal mode, such as 600 for the own user alone or 666 for everyone',
    default: '660',
    schema: schemas.fileMode,
  },
  TLS_CERT: {
    describes: 'The certificate for HTTPS with its chain, read again when it changes; plain HTTP unless set.',
    accepts: 'an absolute path of a file in PEM, such as fullchain.pem',
    schema: schemas.filePath,
  },
  TLS_KEY: {
    describes: 'Its private key.',
    accepts: 'an absolute path of a file in PEM without a passphrase, such as privkey.pem',
    schema: schemas.filePath,
  },
  TRUSTED_PROXIES: {
    describes: 'The reverse proxies whose X-Forwarded-* and Forwarded fields count; none unless set.',
    accepts: `addresses and ranges such as 10.0.0.0/8, or ${proxyNames.join(', ')}, separated by commas`,
    default: ',',
    schema: schemas.trustedProxies,
  },
  WEBDAV_CONNECTIONS: {
    describes: 'Open connections of clients; for one more, the longest idle one is closed.',
    default: '512',
    ...count(100_000),
  },
  WEBDAV_CONNECTIONS_PER_ADDRESS: {
    describes: 'The same for each IP address; proxies in TRUSTED_PROXIES are exempt.',
    default: '128',
    ...count(100_000),
  },
  WEBDAV_REQUESTS_PER_CONNECTION: {
    describes: 'Requests after which a connection is closed.',
    default: '10000',
    ...count(100_000_000),
  },
  WEBDAV_REQUESTS_PER_ADDRESS: {
    describes: 'Requests of one IP address in a minute, except this machine; further ones are answered 429.',
    default: '100000',
    ...count(100_000_000),
  },
  WEBDAV_HEADER_BYTES: {
    describes: 'Bytes of the headers of a request; longer ones are answered 431.',
    default: '16384',
    ...count(1_048_576, 1024),
  },
  WEBDAV_BODY_BYTES: {
    describes: 'Bytes of the body of a request; longer ones are answered 413.',
    default: '65536',
    ...count(16_777_216, 1024),
  },
  WEBDAV_DOWNLOADS: {
    describes: 'Concurrent downloads; further ones wait. Each needs a connection to Immich.',
    default: '256',
    ...count(10_000),
  },
  WEBDAV_DOWNLOADS_PER_USER: {
    describes: 'The same for each user name.',
    default: '200',
    ...count(10_000),
  },
  WEBDAV_DOWNLOAD_WAIT: {
    describes: 'How long a download waits before it is answered 503.',
    default: '10s',
    ...wait,
  },
  WEBDAV_HEADER_TIMEOUT: {
    describes: 'How long a client may take to send the headers of a request.',
    default: '30s',
    ...wait,
  },
  WEBDAV_REQUEST_TIMEOUT: {
    describes: 'How long a client may take to send a whole request; with WRITES=add, an hour for a photo.',
    default: '60s',
    ...wait,
  },
  WEBDAV_WRITE_TIMEOUT: {
    describes: 'How long a client may stop reading an answer before it is disconnected.',
    default: '60s',
    ...wait,
  },
  WEBDAV_IDLE_TIMEOUT: {
    describes: 'How long an idle connection stays open; longer than that of a reverse proxy.',
    default: '125s',
    ...wait,
  },
};

/** What a client meets at each limit, for the table in docs/operations.md. */
export const limitAnswers: { readonly [Limit in keyof HttpLimits]: string } = {
  connections: '503 with `Retry-After`; with TLS the connection is closed',
  connectionsPerAddress: '503 with `Retry-After`; with TLS the connection is closed',
  requestsPerConnection: '`Connection: close` with the last answer',
  requestsPerAddress: '429 with `Retry-After`',
  headerBytes: '431',
  bodyBytes: '413',
  headerTimeoutMs: '408',
  requestTimeoutMs: '408',
  writeTimeoutMs: 'the connection is closed',
  idleTimeoutMs: 'the connection is closed',
};

/** The setting of each limit. */
export const limitSettings: { readonly [Limit in keyof HttpLimits]: keyof HttpSettingValues } = {
  connections: 'WEBDAV_CONNECTIONS',
  connectionsPerAddress: 'WEBDAV_CONNECTIONS_PER_ADDRESS',
  requestsPerConnection: 'WEBDAV_REQUESTS_PER_CONNECTION',
  requestsPerAddress: 'WEBDAV_REQUESTS_PER_ADDRESS',
  headerBytes: 'WEBDAV_HEADER_BYTES',
  bodyBytes: 'WEBDAV_BODY_BYTES',
  headerTimeoutMs: 'WEBDAV_HEADER_TIMEOUT',
  requestTimeoutMs: 'WEBDAV_REQUEST_TIMEOUT',
  writeTimeoutMs: 'WEBDAV_WRITE_TIMEOUT',
  idleTimeoutMs: 'WEBDAV_IDLE_TIMEOUT',
};
