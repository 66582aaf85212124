import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Principal, ResourceTree } from '@immich-webdav/core';
import type { DownloadTurns } from '../content/download-turns.ts';
import type { RenderedListings } from '../multistatus/rendered-listings.ts';

/** One request on its way to an answer, as the methods see it. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** What this client may see, from `/` on. */
  readonly tree: ResourceTree;
  /** The requested path, decoded and checked. */
  readonly segments: readonly string[];
  /** The base path's segments: what lies above may be another site's. */
  readonly base: readonly string[];
  readonly listings: RenderedListings;
  readonly downloads: DownloadTurns;
  readonly principal: Principal;
}

/** Answers one HTTP method; rejects with a `LibraryError` or a `Refusal`, which becomes the answer. */
export type Method = (exchange: Exchange) => Promise<void> | void;
