import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { Principal, Resource, ResourceTree } from '@immich-webdav/core';
import type { DownloadSlots } from '../content/download-slots.ts';
import { answer } from '../http/answer.ts';
import type { RenderedMultistatus } from '../multistatus/rendered-multistatus.ts';
import type { SingleRenderings } from '../multistatus/single-renderings.ts';
import type { ReadSelection } from '../propfind/read-selection.ts';

/** The state of one WebDAV handler, shared by its requests. */
export interface HandlerState {
  readonly readSelection: ReadSelection;
  readonly singles: SingleRenderings;
  readonly multistatus: RenderedMultistatus;
  readonly downloads: DownloadSlots;
  /** Longest request body, in bytes. */
  readonly bodyBytes: number;
  /** How long a body that is no file may take, in milliseconds; undefined: the host sees to it. */
  readonly bodyMs: number | undefined;
  /** Headers of every answer about a resource, or about a path without one. */
  readonly headersFor: (resource: Resource | undefined) => OutgoingHttpHeaders;
}

/** One authenticated request, as the methods see it. */
export interface Exchange extends HandlerState {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** The tree of the principal, from `/` on. */
  readonly tree: ResourceTree;
  /** The requested path, decoded and checked. */
  readonly segments: readonly string[];
  /** The segments of the base path; collections above it may belong to another site. */
  readonly base: readonly string[];
  readonly principal: Principal;
}

/** One HTTP method. */
export interface Method {
  readonly name: string;
  /** False: the request body has no meaning; a short one is discarded, a long one refused with 413. */
  readonly readsBody: boolean;
  /** Whether the method applies to a resource, or to a path without one; `Allow` lists the methods that apply. */
  readonly isFor: (resource: Resource | undefined) => boolean;
  /** The WebDAV compliance class (RFC 4918 section 18) that the method belongs to, for the `DAV` header. */
  readonly complianceClass?: 1 | 2 | 3;
  /** Answers; rejects with a `LibraryError` or a `Refusal` that becomes the answer. */
  readonly answer: (exchange: Exchange) => Promise<void> | void;
}

/** Sends a short, complete answer about a resource. */
export function reply(
  { request, response, headersFor }: Exchange,
  resource: Resource | undefined,
  status: number,
  headers: OutgoingHttpHeaders = {},
  body: string | Buffer = '',
): void {
  answer(request, response, status, { ...headersFor(resource), ...headers }, body);
}

/** Begins an answer about a resource; the caller sends the body. */
export function beginReply(
  { response, headersFor }: Exchange,
  resource: Resource,
  status: number,
  headers: OutgoingHttpHeaders,
): ServerResponse {
  return response.writeHead(status, { ...headersFor(resource), ...headers });
}
