import { LibraryError, type LibraryErrorCode } from '@immich-webdav/core';

type Meaning = readonly [LibraryErrorCode, string];

const TIMED_OUT: Meaning = [
  'timeout',
  'Immich took too long to answer; try again, and allow it more time if this stays.',
];
const LOST: Meaning = [
  'unavailable',
  'The server at IMMICH_URL closed the connection before its answer was complete; check that Immich is running, and whether the address begins with http:// or https://.',
];
const CLOSED: Meaning = ['unavailable', 'The server is stopping; try again later.'];
const UNREACHABLE: Meaning = [
  'unavailable',
  'The host in IMMICH_URL cannot be reached; check the address and the network.',
];
const UNTRUSTED: Meaning = [
  'unavailable',
  'The certificate of Immich is not trusted here; name its authority in NODE_EXTRA_CA_CERTS.',
];
const NOT_JSON: Meaning = [
  'bad-response',
  'The answer is not one of Immich; check that IMMICH_URL leads to Immich itself.',
];

/** By the `name` or `code` of the error or of its cause. */
const MEANINGS: Readonly<Record<string, Meaning>> = {
  TimeoutError: TIMED_OUT,
  UND_ERR_CONNECT_TIMEOUT: TIMED_OUT,
  UND_ERR_HEADERS_TIMEOUT: TIMED_OUT,
  UND_ERR_BODY_TIMEOUT: TIMED_OUT,
  ETIMEDOUT: TIMED_OUT,
  SyntaxError: NOT_JSON,
  HTTPParserError: NOT_JSON,
  Z_DATA_ERROR: NOT_JSON,
  Z_BUF_ERROR: NOT_JSON,
  ERR_BUFFER_TOO_LARGE: [
    'bad-response',
    'The answer is larger than any of Immich; check that IMMICH_URL leads to Immich itself, and look at any proxy before it.',
  ],
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: [
    'bad-response',
    'Immich sent more or fewer bytes than it announced; try again.',
  ],
  ECONNREFUSED: ['unavailable', 'Nothing answers at IMMICH_URL; check the address and that Immich is running.'],
  ENOTFOUND: ['unavailable', 'The host name in IMMICH_URL is not known; check the address.'],
  EAI_AGAIN: ['unavailable', 'The host name in IMMICH_URL could not be looked up; check the network.'],
  // This side closed it.
  UND_ERR_DESTROYED: CLOSED,
  UND_ERR_CLOSED: CLOSED,
  EHOSTUNREACH: UNREACHABLE,
  ENETUNREACH: UNREACHABLE,
  EHOSTDOWN: UNREACHABLE,
  ERR_SSL_WRONG_VERSION_NUMBER: [
    'unavailable',
    'The server at IMMICH_URL does not speak TLS on this port; begin the address with http://, or name the port for https.',
  ],
  DEPTH_ZERO_SELF_SIGNED_CERT: UNTRUSTED,
  SELF_SIGNED_CERT_IN_CHAIN: UNTRUSTED,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: UNTRUSTED,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNTRUSTED,
  ERR_TLS_CERT_ALTNAME_INVALID: [
    'unavailable',
    'The certificate at IMMICH_URL is for another host name; use the name that the certificate has.',
  ],
  CERT_NOT_YET_VALID: ['unavailable', 'The certificate of Immich is not valid yet; check the clock of this machine.'],
  CERT_HAS_EXPIRED: ['unavailable', 'The certificate of Immich has expired; renew it.'],
};

/** The `LibraryError` for a request without a complete answer. Returns a `LibraryError` unchanged. */
export function transportError(error: unknown, signal?: AbortSignal): LibraryError {
  if (LibraryError.is(error)) return error;
  if (signal?.aborted) return new LibraryError('unavailable', 'The request was given up.', { cause: signal.reason });
  const [code, message] = meaningOf(error) ?? LOST;
  return new LibraryError(code, message, { cause: error });
}

function meaningOf(error: unknown): Meaning | undefined {
  if (!(error instanceof Error)) return undefined;
  const code = 'code' in error ? String(error.code) : '';
  return MEANINGS[code] ?? MEANINGS[error.name] ?? meaningOf(error.cause);
}
