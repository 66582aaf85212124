import { setImmediate as yieldToOthers } from 'node:timers/promises';
import type { CollectionResource, Resource } from '@immich-webdav/core';
import { LRUCache } from 'lru-cache';
import { encodeSegment } from '../paths/href.ts';
import { type PropertySelection, renderPropstats } from '../properties/property-selection.ts';

/** Some half a millisecond of work: others are answered between two batches, also while several long listings are rendered. */
export const membersPerChunk = 100;

const head =
  '<?xml version="1.0" encoding="utf-8"?>\n<D:multistatus xmlns:D="DAV:" xmlns:oc="http://owncloud.org/ns">\n';
const tail = '</D:multistatus>\n';

interface Rendered {
  readonly href: string;
  readonly selection: PropertySelection;
  readonly text: string;
}

/** What the last renderings of single resources may take together, in characters: some hundred of usual length. */
export const maxRenderedLength: number = 512 * 1024;
/** A client that asks for many unknown properties must not push out everyone else's. */
const longestKept = 8 * 1024;

/** The last rendering of resources that were asked for lately: clients ask the same of the same ones again and again. */
const rendered = new LRUCache<Resource, Rendered>({
  maxSize: maxRenderedLength,
  maxEntrySize: longestKept,
  sizeCalculation: ({ href, text }) => href.length + text.length,
});

/** What is kept of single renderings, in characters. */
export const renderedLength = (): number => rendered.calculatedSize;

/** The multistatus (RFC 4918 section 13) of one resource. */
export function renderOne(href: string, resource: Resource, selection: PropertySelection): string {
  const last = rendered.get(resource);
  if (last?.href === href && last.selection === selection) return last.text;
  const text = `${head}${response(href, resource, selection)}${tail}`;
  rendered.set(resource, { href, selection, text });
  return text;
}

/** The multistatus of a collection and its members, in chunks; other work goes on between them. */
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
