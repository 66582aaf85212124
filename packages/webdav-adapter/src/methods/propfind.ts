import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { CollectionResource } from '@immich-webdav/core';
import type { Exchange, Method } from '../engine/exchange.ts';
import { acceptsGzip } from '../http/accepts-gzip.ts';
import { answer } from '../http/answer.ts';
import { writeHead } from '../http/write-head.ts';
import { renderMembers, renderOne } from '../multistatus/render.ts';
import { hrefOf } from '../paths/href.ts';
import { answerSizeOf } from '../properties/answer-size.ts';
import type { PropertySelection } from '../properties/property-selection.ts';
import { parseDepth, unboundedDepth } from '../propfind/depth.ts';
import { readBody } from '../propfind/read-body.ts';
import { readSelection } from '../propfind/read-selection.ts';
import { findResource } from './find-resource.ts';

const xml = { 'Content-Type': 'application/xml; charset=utf-8' };
const varying = { ...xml, Vary: 'Accept-Encoding' };
const compressed = { ...varying, 'Content-Encoding': 'gzip' };
/** What one property of one member takes when rendered; only to tell a huge listing before it is rendered. */
const bytesPerProperty = 100;

/** PROPFIND (RFC 4918 section 9.1) with Depth 0 and 1. */
export const propfind: Method = async (exchange) => {
  const { request, response, segments } = exchange;
  const body = await readBody(request, response);
  const depth = parseDepth(request.headers.depth);
  const selection = readSelection(body, answerSizeOf(request.headers));
  const resource = await findResource(exchange);
  // What has no members has no depth either.
  if (depth === 'infinity' && resource.kind === 'collection') throw unboundedDepth();
  const href = hrefOf(segments, resource.kind);
  if (depth === 0 || resource.kind === 'file')
    answer(request, response, 207, xml, renderOne(href, resource, selection));
  else await sendMembers(exchange, href, resource, selection);
};

async function sendMembers(
  exchange: Exchange,
  href: string,
  collection: CollectionResource,
  selection: PropertySelection,
): Promise<void> {
  const { request, response, tree, listings } = exchange;
  const members = await tree.members(collection);
  const chunks = () => renderMembers(href, collection, members, selection);
  const gzipped = acceptsGzip(request.headers['accept-encoding']);
  const headers = gzipped ? compressed : varying;
  const perMember = (selection.properties.length + 2) * bytesPerProperty + selection.unknown.length + href.length;

  if (listings.fits(members.length * perMember)) {
    const { etag, createdAt, modifiedAt, name } = collection;
    const key = JSON.stringify([href, selection.key, etag, createdAt, modifiedAt, name]);
    answer(request, response, 207, headers, await listings.get(members, key, gzipped, chunks));
    return;
  }
  writeHead(response, 207, headers);
  const source = Readable.from(chunks(), { objectMode: false });
  await (gzipped ? pipeline(source, createGzip({ level: 1 }), response) : pipeline(source, response));
}
