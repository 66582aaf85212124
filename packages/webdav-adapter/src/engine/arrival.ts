import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Principal } from '@immich-webdav/core';
import type { v2 } from 'webdav-server';

/** A request whose path was checked and decoded, and its answer to be. */
export interface Arrival {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly segments: readonly string[];
  /** Notes who signed in, for the request log. */
  readonly onSignedIn?: (principal: Principal) => void;
}

interface RequestView {
  readonly method: string | undefined;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly arrival: Arrival;
}

/** Not `/`, for which the engine would make a second context. */
const anyTarget = '/resource';
/** Without a Depth the engine throws and catches, at every request. */
const anyHeaders = { depth: '0' };
const forget = (): void => {};

/**
 * What the engine is shown of a request: its method. It would parse target and headers in ways that throw on some of them and
 * cost more than the answer; our methods read the request itself.
 */
export function requestView(arrival: Arrival): IncomingMessage {
  const view: RequestView = { method: arrival.request.method, url: anyTarget, headers: anyHeaders, arrival };
  return view as unknown as IncomingMessage;
}

/** What the engine is shown of an answer: it opens every site to every script and claims class 2, and nothing of that is sent. */
export function responseView({ response }: Arrival): ServerResponse {
  // It ends an answer only when it gave up, and then nothing whole was sent.
  const end = (): ServerResponse => response.destroy();
  return { setHeader: forget, on: forget, end } as unknown as ServerResponse;
}

/** What stands behind the engine's views. */
export const arrivalOf = ({ request }: v2.HTTPRequestContext): Arrival => (request as unknown as RequestView).arrival;
