import { STATUS_CODES } from 'node:http';
import { escapeXml } from '../multistatus/xml.ts';
import { pageHead, rootName } from './page.ts';

export interface ErrorPage {
  readonly status: number;
  /** One sentence. */
  readonly message: string;
  /** The href of the library's root. */
  readonly home: string;
}

/** A page that says why a request was refused, and leads back. */
export function renderError({ status, message, home }: ErrorPage): string {
  const title = STATUS_CODES[status] ?? `Error ${status}`;
  return `${pageHead(title)}<body><header><nav aria-label="Path"><a href="${home}">${rootName}</a></nav><h1>${title}</h1></header>
<main><p>${escapeXml(message)}</p></main></body></html>
`;
}
