import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { CollectionResource } from '@immich-webdav/core';
import type { Exchange } from '../engine/exchange.ts';
import { writeHead } from '../http/write-head.ts';
import { pageHeaders } from './page.ts';
import { renderListing } from './render-listing.ts';

/** Sends a collection as a page for people. */
export async function sendListing(exchange: Exchange, collection: CollectionResource): Promise<void> {
  const { response, tree, segments, base } = exchange;
  const members = await tree.members(collection);
  writeHead(response, 200, pageHeaders);
  await pipeline(Readable.from(renderListing({ segments, base, members }), { objectMode: false }), response);
}
