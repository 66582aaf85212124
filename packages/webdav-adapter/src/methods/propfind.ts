import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { CollectionResource } from '@immich-webdav/core';
import { acceptsGzip } from '../http/accept.ts';
import { withinTime } from '../http/unread-body.ts';
import { renderMembers } from '../multistatus/render.ts';
import { hrefOf } from '../paths/href.ts';
import { answerSizeOf } from '../propfind/answer-size.ts';
import { parseDepth, unboundedDepth } from '../propfind/depth.ts';
import type { PropertySelection } from '../propfind/property-selection.ts';
import { readBody } from '../propfind/read-body.ts';
import { beginReply, type Exchange, reply } from './exchange.ts';
import { findTarget } from './find-target.ts';

const xml = { 'Content-Type': 'application/xml; charset=utf-8' };
const varying = { ...xml, Vary: 'Accept-Encoding' };
const compressed = { ...varying, 'Content-Encoding': 'gzip' };
/** Estimated length of one rendered property, to detect a huge multistatus before it is rendered. */
const bytesPerProperty = 100;

/** PROPFIND (RFC 4918 section 9.1) with Depth 0 and 1. */
export async function propfind(exchange: Exchange): Promise<void> {
  const { request, response, segments, readSelection, singles, bodyBytes, bodyMs } = exchange;
  const arriving = readBody(request, response, bodyBytes);
  const body = await (bodyMs === undefined ? arriving : withinTime(arriving, bodyMs));
  const depth = parseDepth(request.headers.depth);
  const selection = readSelection(body, answerSizeOf(request.headers));
  const resource = await findTarget(exchange);
  if (resource === undefined) return;
  // Depth has no meaning for a file, which has no members.
  if (depth === 'infinity' && resource.kind === 'collection') throw unboundedDepth();
  const href = hrefOf(segments, resource.kind);
  if (depth === 0 || resource.kind === 'file')
    reply(exchange, resource, 207, xml, singles.render(href, resource, selection));
  else await sendMembers(exchange, href, resource, selection);
}

async function sendMembers(
  exchange: Exchange,
  href: string,
  collection: CollectionResource,
  selection: PropertySelection,
): Promise<void> {
  const { request, tree, multistatus } = exchange;
  const members = await tree.members(collection);
  const chunks = () => renderMembers(href, collection, members, selection);
  const gzipped = acceptsGzip(request.headers['accept-encoding']);
  const headers = gzipped ? compressed : varying;
  const perMember = (selection.properties.length + 2) * bytesPerProperty + selection.unknown.length + href.length;

  if (multistatus.fits(members.length * perMember)) {
    const { etag, createdAt, modifiedAt, name } = collection;
    const key = JSON.stringify([href, selection.key, etag, createdAt, modifiedAt, name]);
    reply(exchange, collection, 207, headers, await multistatus.get(members, key, gzipped, chunks));
    return;
  }
  const response = beginReply(exchange, collection, 207, headers);
  const source = Readable.from(chunks(), { objectMode: false });
  await (gzipped ? pipeline(source, createGzip({ level: 1 }), response) : pipeline(source, response));
}
