import type { IncomingHttpHeaders } from 'node:http';
import type { Clock } from '../clock.ts';
import type { FileStore } from '../content/file-store.ts';
import type { Viewer } from '../library/access.ts';
import type { ChecksumIndex } from '../library/checksum-index.ts';
import type { JobQueue } from '../library/jobs.ts';
import type { FakeLibrary } from '../library/library.ts';
import type { ApiKey } from '../library/records.ts';
import type { Selections } from '../library/selections.ts';
import type { LibraryState } from '../library/state.ts';
import type { Generation, ImmichVersion } from '../version.ts';
import type { AcceptFile, Form } from './multipart.ts';
import type { Reply } from './reply.ts';

/** Who sent a request, and by which key (none: by a session). */
export interface Caller extends Viewer {
  readonly apiKey: ApiKey | undefined;
  /** The token of the session; undefined with a key. */
  readonly token: string | undefined;
}

/** What an endpoint may use to answer. */
export interface EndpointRequest {
  readonly version: ImmichVersion;
  readonly generation: Generation;
  /** To read from; `changes` changes it. */
  readonly library: LibraryState;
  readonly changes: FakeLibrary;
  readonly checksums: ChecksumIndex;
  readonly jobs: JobQueue;
  readonly files: FileStore;
  readonly selections: Selections;
  /** The values of the `:names` of the path. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: IncomingHttpHeaders;
  readonly clock: Pick<Clock, 'now'>;
  /** The parsed JSON body; undefined if there was none. */
  readonly body: unknown;
  /** Reads a body that is a form. */
  readForm(accept: AcceptFile): Promise<Form>;
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

interface RouteBase {
  /** Releases in which those who have a shared link may call it; none unless set. */
  readonly sharedLink?: readonly Generation[];
  readonly method: Method;
  /** Below the root, with `:name` for a value: `/api/albums/:id`. */
  readonly path: string;
  /** Releases that have it; all, if absent. */
  readonly generations?: readonly Generation[];
}

/** An endpoint that anyone may call. */
export interface PublicRoute extends RouteBase {
  readonly access: 'public';
  handle(request: EndpointRequest): Reply | Promise<Reply>;
}

/** An endpoint for whoever has an API key, whatever its permissions. */
export interface KeyRoute extends RouteBase {
  readonly access: 'any key';
  handle(request: EndpointRequest, caller: Caller): Reply | Promise<Reply>;
}

/** An endpoint for sessions, never for keys. */
export interface SessionRoute extends RouteBase {
  readonly access: 'session';
  handle(request: EndpointRequest, caller: Caller): Reply | Promise<Reply>;
}

/** An endpoint for those who have a shared link. */
export interface SharedLinkRoute extends RouteBase {
  readonly access: 'shared link';
  handle(request: EndpointRequest, caller: Caller): Reply | Promise<Reply>;
}

/** An endpoint for users; a key needs the permission, or `all`. */
export interface PermissionRoute extends RouteBase {
  readonly access: 'permission';
  readonly permission: string;
  handle(request: EndpointRequest, caller: Caller): Reply | Promise<Reply>;
}

export type ProtectedRoute = KeyRoute | SessionRoute | SharedLinkRoute | PermissionRoute;

/** One endpoint. HEAD is answered by GET's. */
export type Route = PublicRoute | ProtectedRoute;

/** A route with the values of its path. */
export interface Match {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

/** Finds a route by method and path as Express does: without regard to case, with or without a slash at the end. */
export type Router = (method: string, path: string, generation: Generation) => Match | undefined;

export function createRouter(routes: readonly Route[]): Router {
  const compiled = routes.map((route) => ({ route, segments: segmentsOf(route.path) }));
  return (method, path, generation) => {
    const wanted = method === 'HEAD' ? 'GET' : method;
    const actual = segmentsOf(path);
    for (const { route, segments } of compiled) {
      if (route.method !== wanted || !(route.generations?.includes(generation) ?? true)) continue;
      const params = matchSegments(segments, actual);
      if (params) return { route, params };
    }
    return undefined;
  };
}

const segmentsOf = (path: string): readonly string[] => path.split('/').filter((segment) => segment !== '');

function matchSegments(pattern: readonly string[], actual: readonly string[]): Record<string, string> | undefined {
  if (pattern.length !== actual.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, expected] of pattern.entries()) {
    const segment = actual[index] ?? '';
    if (expected.startsWith(':')) params[expected.slice(1)] = decode(segment);
    else if (expected !== segment.toLowerCase()) return undefined;
  }
  return params;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
