import { LibraryError, type LibraryErrorCode } from '@immich-webdav/core';

/** An answer with an error status. */
export interface Refusal {
  readonly status: number;
  readonly header: (name: string) => string | undefined;
  /** Text or parsed JSON. */
  readonly body: unknown;
}

interface Rule {
  readonly when: (status: number, said: string | undefined, refusal: Refusal) => boolean;
  readonly code: LibraryErrorCode;
  readonly message: (said: string, status: number) => string;
}

/**
 * The first matching rule gives the code. `said` is Immich's message; it is undefined for an answer that is not from Immich, such as
 * the error page of a reverse proxy.
 */
const RULES: readonly Rule[] = [
  {
    // The answer of Immich to HEAD has the type of the body that it lacks.
    when: (status, said, { header }) => status === 401 && said === undefined && !isJson(header('content-type')),
    code: 'unavailable',
    message: () =>
      'A proxy or another web server asks for a log-in in place of Immich (401); let it pass on requests below /api, or correct IMMICH_URL.',
  },
  {
    when: (status, said) => status === 401 && said === 'Invalid user token',
    code: 'unauthenticated',
    message: () => 'Immich has ended the session; another one is opened within a minute.',
  },
  {
    when: (status) => status === 401,
    code: 'unauthenticated',
    message: () => 'Immich does not accept the API key; check IMMICH_API_KEY.',
  },
  {
    when: (status, said) => status === 403 && said !== undefined && /permission: /.test(said),
    code: 'forbidden',
    message: (said) => `The API key lacks the permission ${permissionIn(said)}; grant it in Immich's account settings.`,
  },
  {
    when: (status) => status === 403,
    code: 'forbidden',
    message: () => 'Immich, or a proxy before it, forbids this; check the permissions of the API key.',
  },
  {
    when: (status) => status === 429,
    code: 'rate-limited',
    message: () => 'Immich, or a proxy before it, asks for fewer requests; wait a little.',
  },
  {
    when: (status) => status === 408 || status === 504,
    code: 'timeout',
    message: (_, status) => `The proxy before Immich gave up waiting (${status}); try again.`,
  },
  {
    when: (status) => status >= 300 && status < 400,
    code: 'bad-response',
    message: (_, status) => `Immich redirects elsewhere (${status}); set IMMICH_URL to the final address.`,
  },
  {
    // Immich's own 404 for a route that it does not have: another release, or not Immich.
    when: (status, said) => status === 404 && said !== undefined && /^Cannot [A-Z]+ /.test(said),
    code: 'not-supported',
    message: () =>
      'The server at IMMICH_URL rejects a request that Immich accepts (404); check the address, and that Immich is 2.7 or newer.',
  },
  {
    when: (status, said) => status === 404 && said === 'Asset media not found',
    code: 'not-found',
    message: () =>
      'Immich has not made this picture or video of the asset (yet); look at Administration > Job Queues in Immich.',
  },
  {
    when: (status, said) => status === 404 && said !== undefined,
    code: 'not-found',
    message: () => 'Immich does not have this any more.',
  },
  {
    // Immich gives the same answer for an unknown album and for another user's.
    when: (status, said) => status === 400 && said?.startsWith('Not found or no ') === true,
    code: 'not-found',
    message: () => 'Immich does not have this any more, or no longer shares it.',
  },
  {
    when: (status, said) => status === 400 && said === 'Smart search is not enabled',
    code: 'not-supported',
    message: () =>
      'Smart search is off in Immich; turn it on under Administration > Settings > Machine Learning, or use no smart: search.',
  },
  {
    when: (status, said) => status === 500 && said === 'Failed to search smart',
    code: 'not-supported',
    message: () =>
      "Immich cannot reach its machine learning, which smart: searches need; start it and check its address in Immich's settings.",
  },
  {
    when: (status, said) => status < 500 && said === undefined,
    code: 'unavailable',
    message: (_, status) =>
      `Another web server answers in place of Immich (${status}); check IMMICH_URL, also whether it begins with http:// or https://, and any proxy.`,
  },
  {
    when: (_, said) => said === undefined,
    code: 'unavailable',
    message: (_, status) =>
      `The proxy before Immich reports an error (${status}); check that Immich is running and that the proxy reaches it.`,
  },
  {
    when: (status) => status >= 500,
    code: 'unavailable',
    message: (_, status) => `Immich reports an internal error (${status}); look at its log.`,
  },
  {
    when: () => true,
    code: 'bad-response',
    message: (_, status) => `Immich refused a request as malformed (${status}); its version may not be supported.`,
  },
];

/** The `LibraryError` for an answer with an error status. Its message quotes nothing from the answer. */
export function refusedAnswer(refusal: Refusal): LibraryError {
  const { status } = refusal;
  const said = immichMessage(refusal.body);
  const rule = RULES.find(({ when }) => when(status, said, refusal));
  const retryAfterMs = retryAfter(refusal.header('retry-after'));
  return new LibraryError(
    rule?.code ?? 'bad-response',
    rule?.message(said ?? '', status) ?? '',
    retryAfterMs === undefined ? {} : { retryAfterMs },
  );
}

const isJson = (type = ''): boolean => /^application\/json\b/i.test(type);

/** Both releases send `message`; 2.x gives an array of them when a value is malformed. */
function immichMessage(body: unknown): string | undefined {
  const value = typeof body === 'string' ? parsed(body) : body;
  if (typeof value !== 'object' || value === null || !('message' in value)) return undefined;
  return Array.isArray(value.message) ? value.message.join('; ') : String(value.message);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Quotes only what has the form of a permission name. */
const permissionIn = (said: string): string => /permission: ([\w.]+)/.exec(said)?.[1] ?? 'that this needs';

/** Seconds or a date (RFC 9110 section 10.2.3). */
function retryAfter(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const milliseconds = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return Number.isNaN(milliseconds) ? undefined : Math.max(0, milliseconds);
}
