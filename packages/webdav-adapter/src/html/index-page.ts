import { setImmediate as yieldToOthers } from 'node:timers/promises';
import type { Resource } from '@immich-webdav/core';
import { encodeSegment, hrefOf } from '../paths/href.ts';
import { formatIsoDate } from '../text/dates.ts';
import { escapeXml } from '../text/xml.ts';
import { pageHead, rootName } from './page.ts';

const rowsPerChunk = 100;
const columns = '<thead><tr><th>Name</th><th>Size</th><th>Changed</th></tr></thead>';

export interface IndexPage {
  readonly segments: readonly string[];
  /** The base path, where the breadcrumbs begin. */
  readonly base: readonly string[];
  readonly members: readonly Resource[];
}

/** Renders the index page of a collection in chunks, and yields to other work between them. Every name is escaped. */
export async function* renderIndexPage({ segments, base, members }: IndexPage): AsyncGenerator<Buffer> {
  const href = hrefOf(segments, 'collection');
  let html = top(segments, base, members.length);
  for (const [index, member] of members.entries()) {
    html += row(href, member);
    if ((index + 1) % rowsPerChunk !== 0) continue;
    yield Buffer.from(html);
    html = '';
    await yieldToOthers();
  }
  yield Buffer.from(`${html}</tbody></table></main></body></html>\n`);
}

function top(segments: readonly string[], base: readonly string[], count: number): string {
  return `${pageHead(segments.slice(base.length).at(-1) ?? rootName)}<body><header>${breadcrumbs(segments, base)}<p>${countOf(count)}</p></header>
<main><table>${count === 0 ? '' : columns}<tbody>
`;
}

/** Links to the collections from the base down, then the heading. */
function breadcrumbs(segments: readonly string[], base: readonly string[]): string {
  const links = [link(hrefOf(segments.slice(0, base.length), 'collection'), rootName)];
  for (let depth = base.length; depth < segments.length; depth++)
    links.push(link(hrefOf(segments.slice(0, depth + 1), 'collection'), segments[depth] ?? ''));
  const here = links.pop() ?? '';
  const up = links.length === 0 ? '' : `<nav aria-label="Path">${links.join(' / ')} /</nav>`;
  return `${up}<h1>${here}</h1>`;
}

function countOf(members: number): string {
  if (members === 0) return 'Nothing here';
  return members === 1 ? '1 item' : `${members} items`;
}

function row(href: string, member: Resource): string {
  const slash = member.kind === 'collection' ? '/' : '';
  const name = link(`${href}${encodeSegment(member.name)}${slash}`, member.name);
  return `<tr class="${iconOf(member)}"><td>${name}</td><td>${sizeOf(member)}</td><td>${day(member.modifiedAt)}</td></tr>\n`;
}

/** `bdi` isolates a right-to-left name from the surrounding text. */
const link = (href: string, name: string): string => `<bdi><a href="${href}">${escapeXml(name)}</a></bdi>`;

/** The class of the member's icon. */
function iconOf(member: Resource): string {
  if (member.kind === 'collection') return 'folder';
  return /^(?:image|video)(?=\/)/.exec(member.mediaType)?.[0] ?? 'file';
}

function sizeOf(member: Resource): string {
  if (member.kind === 'collection') return 'Folder';
  return member.size === undefined ? '' : formatByteCount(member.size);
}

const units = ['kB', 'MB', 'GB', 'TB'] as const;

/** Powers of 1000: `823 B`, `4.2 MB`. */
function formatByteCount(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  let value = bytes;
  let unit = '';
  for (const next of units) {
    if (value < 999.95) break;
    value /= 1000;
    unit = next;
  }
  return `${value.toFixed(1)} ${unit}`;
}

const day = (ms: number): string => formatIsoDate(ms)?.slice(0, 10) ?? '';
