import type { IncomingHttpHeaders } from 'node:http';
import type { ApiKey, SharedLink, User } from '../library/records.ts';
import { linkByKey, linkBySlug } from '../library/shared-links.ts';
import type { LibraryState } from '../library/state.ts';
import type { Generation } from '../version.ts';
import { HttpError } from './http-error.ts';
import type { Caller, ProtectedRoute } from './route.ts';

/** Finds out who calls, and whether they may call this route. A link wins over a session, which wins over a key; HTTP Basic is ignored. */
export function authorize(
  library: LibraryState,
  route: ProtectedRoute,
  headers: IncomingHttpHeaders,
  query: Readonly<Record<string, string>>,
  generation: Generation,
): Caller {
  const caller = authenticate(library, headers, query);
  if (caller.sharedLink || route.access === 'shared link') {
    const isOpen = route.access === 'shared link' || route.sharedLink?.includes(generation) === true;
    if (caller.sharedLink && isOpen) return caller;
    throw new HttpError(403, 'Forbidden');
  }
  if (route.access === 'any key') {
    if (!caller.apiKey) throw new HttpError(403, 'Not authenticated with an API Key');
    return caller;
  }
  if (route.access === 'session') {
    if (caller.apiKey) throw new HttpError(403, 'This endpoint can only be used with a session token');
    return caller;
  }
  if (grants(caller, route.permission)) return caller;
  throw new HttpError(403, `Missing required permission: ${route.permission}`);
}

/** Whether a caller has a permission; a session has every one. */
export function grants({ apiKey }: Caller, permission: string): boolean {
  const granted = apiKey?.permissions ?? ['all'];
  return granted.includes('all') || granted.includes(permission);
}

/** Finds out who calls. Throws a 401 for anybody unknown. */
export function authenticate(
  library: LibraryState,
  headers: IncomingHttpHeaders,
  query: Readonly<Record<string, string>>,
): Caller {
  const link = bySharedLink(library, query);
  if (link) return link;
  const token = sessionToken(headers);
  if (token !== undefined) return bySession(library, token);
  const key = first(headers['x-api-key']) ?? query.apiKey;
  if (key !== undefined && key !== '') return byApiKey(library, key);
  throw new HttpError(401, 'Authentication required');
}

function sessionToken(headers: IncomingHttpHeaders): string | undefined {
  const bearer = /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1];
  const cookie = /(?:^|;\s*)immich_access_token=([^;]+)/.exec(headers.cookie ?? '')?.[1];
  return first(headers['x-immich-user-token']) ?? first(headers['x-immich-session-token']) ?? bearer ?? cookie;
}

const first = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value);

function bySharedLink(library: LibraryState, { key, slug }: Readonly<Record<string, string>>): Caller | undefined {
  if (key) return byLink(library, linkByKey(library, key), 'Invalid share key');
  return slug ? byLink(library, linkBySlug(library, slug), 'Invalid share slug') : undefined;
}

function byLink(library: LibraryState, sharedLink: SharedLink | undefined, refusal: string): Caller {
  const user = sharedLink && library.users.get(sharedLink.userId);
  if (!user) throw new HttpError(401, refusal);
  return { user, elevated: false, apiKey: undefined, token: undefined, sharedLink };
}

function bySession(library: LibraryState, token: string): Caller {
  for (const user of library.users.values()) {
    const session = user.sessions.find((candidate) => candidate.token === token);
    if (session) return { user, elevated: session.elevated, apiKey: undefined, token };
  }
  throw new HttpError(401, 'Invalid user token');
}

function byApiKey(library: LibraryState, secret: string): Caller {
  const found = findKey(library, secret);
  if (found) return { user: found.user, elevated: false, apiKey: found.apiKey, token: undefined };
  throw new HttpError(401, 'Invalid API key');
}

function findKey(library: LibraryState, secret: string): { user: User; apiKey: ApiKey } | undefined {
  if (library.revokedKeys.has(secret)) return undefined;
  for (const user of library.users.values()) {
    const apiKey = user.apiKeys.find((candidate) => candidate.secret === secret);
    if (apiKey) return { user, apiKey };
  }
  return undefined;
}
