import { setImmediate as yieldToOthers } from 'node:timers/promises';
import type { CollectionResource, Resource } from '@immich-webdav/core';
import { encodeSegment } from '../paths/href.ts';
import { type PropertySelection, renderPropstats } from '../propfind/property-selection.ts';

/** About half a millisecond of work; other requests are answered between two batches. */
export const membersPerChunk = 100;

const head =
  '<?xml version="1.0" encoding="utf-8"?>\n<D:multistatus xmlns:D="DAV:" xmlns:oc="http://owncloud.org/ns">\n';
const tail = '</D:multistatus>\n';

/** Renders the multistatus (RFC 4918 section 13) of one resource. */
export const renderOne = (href: string, resource: Resource, selection: PropertySelection): string =>
  `${head}${response(href, resource, selection)}${tail}`;

/** Renders the multistatus of a collection and its members in chunks, and yields to other work between them. */
export async function* renderMembers(
  href: string,
  collection: CollectionResource,
  members: readonly Resource[],
  selection: PropertySelection,
): AsyncGenerator<string> {
  let text = head + response(href, collection, selection);
  for (const [index, member] of members.entries()) {
    const slash = member.kind === 'collection' ? '/' : '';
    text += response(`${href}${encodeSegment(member.name)}${slash}`, member, selection);
    if ((index + 1) % membersPerChunk !== 0) continue;
    yield text;
    text = '';
    await yieldToOthers();
  }
  yield text + tail;
}

function response(href: string, resource: Resource, selection: PropertySelection): string {
  return `<D:response><D:href>${href}</D:href>${renderPropstats(resource, selection)}</D:response>\n`;
}
