import type { OutgoingHttpHeaders } from 'node:http';
import { sameOrigin } from '../http/same-origin.ts';
import { escapeXml } from '../multistatus/xml.ts';
import { contentSecurityPolicy, style } from './style.ts';

/** The name of the library's root, which has none in the tree. */
export const rootName = 'Photos';

/** The headers of every page: nothing in it runs, and no other site shows it. */
export const pageHeaders: OutgoingHttpHeaders = {
  ...sameOrigin,
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': contentSecurityPolicy,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'private, no-cache',
};

/** How every page begins, up to its body. */
export const pageHead = (title: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escapeXml(title)}</title><style>${style}</style></head>
`;
