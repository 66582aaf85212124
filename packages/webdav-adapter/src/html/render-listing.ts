import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Resource } from '@immich-webdav/core';
import { escapeXml } from '../multistatus/xml.ts';
import { encodeSegment, hrefOf } from '../paths/href.ts';
import { formatByteCount } from './byte-count.ts';
import { style } from './style.ts';

const rowsPerChunk = 200;
const rootName = 'Photos';

/** A page that lists a collection, in chunks; other work goes on between them. Every name is escaped. */
export async function* renderListing(
  segments: readonly string[],
  members: readonly Resource[],
): AsyncGenerator<Buffer> {
  const href = hrefOf(segments, 'collection');
  let html = top(segments, members.length);
  for (const [index, member] of members.entries()) {
    html += row(href, member);
    if ((index + 1) % rowsPerChunk !== 0) continue;
    yield Buffer.from(html);
    html = '';
    await nextTurn();
  }
  yield Buffer.from(`${html}</tbody></table></main></body></html>\n`);
}

function top(segments: readonly string[], count: number): string {
  const title = escapeXml(segments.at(-1) ?? rootName);
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${title}</title><style>${style}</style></head>
<body><nav aria-label="Path">${breadcrumbs(segments)}</nav>
<main><table><thead><tr><th>Name (${count})</th><th class="n">Size</th><th class="n d">Changed</th></tr></thead><tbody>
`;
}

function breadcrumbs(segments: readonly string[]): string {
  const parts = [`<a href="/">${rootName}</a>`];
  for (const [index, name] of segments.entries())
    parts.push(`<a href="${hrefOf(segments.slice(0, index + 1), 'collection')}">${escapeXml(name)}</a>`);
  return parts.join(' / ');
}

function row(href: string, member: Resource): string {
  const slash = member.kind === 'collection' ? '/' : '';
  const size = member.kind === 'file' && member.size !== undefined ? formatByteCount(member.size) : '';
  const link = `<a href="${href}${encodeSegment(member.name)}${slash}">${escapeXml(member.name)}${slash}</a>`;
  return `<tr><td>${link}</td><td class="n">${size}</td><td class="n d">${day(member.modifiedAt)}</td></tr>\n`;
}

function day(ms: number): string {
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) ? '' : date.toISOString().slice(0, 10);
}
