import { type OutgoingHttpHeaders, STATUS_CODES } from 'node:http';
import { escapeXml } from '../text/xml.ts';
import { contentSecurityPolicy, style } from './style.ts';

/** Title of the root collection, whose name is empty. */
export const rootName = 'Photos';

/** The headers of every page: it runs no script, and no other site can embed it. */
export const pageHeaders: OutgoingHttpHeaders = {
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': contentSecurityPolicy,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'private, no-cache',
};

/** The beginning of a page, up to its body. */
export const pageHead = (title: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escapeXml(title)}</title><style>${style}</style></head>
`;

export interface ErrorPage {
  readonly status: number;
  /** One sentence. */
  readonly message: string;
  /** The href of the root collection. */
  readonly home: string;
}

/** Renders an error for a browser, with a link to the root collection. */
export function renderErrorPage({ status, message, home }: ErrorPage): string {
  const title = STATUS_CODES[status] ?? `Error ${status}`;
  return `${pageHead(title)}<body><header><nav aria-label="Path"><a href="${home}">${rootName}</a></nav><h1>${title}</h1></header>
<main><p>${escapeXml(message)}</p></main></body></html>
`;
}
