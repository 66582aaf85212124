import type { OutgoingHttpHeaders } from 'node:http';

/** Pictures and films that hold no code. SVG does, and anything in XML. */
const inert = /^(?:image|video|audio)\/(?!.*(?:svg|xml|html))/i;
/** What a browser would show as a page of this server's. */
const page = /html/i;

const policyOfInert =
  "script-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/** A drawing keeps its own styles and pictures; nothing in it runs or loads. */
const policyOfOthers =
  "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/**
 * What keeps a browser from running a file that somebody uploaded, as if it were this server's own page (CSP level 3). Pictures and
 * films are not put into a sandbox, in which browsers do not play them.
 */
export function contentPolicy(mediaType: string): OutgoingHttpHeaders {
  return {
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': inert.test(mediaType) ? policyOfInert : policyOfOthers,
    ...(page.test(mediaType) ? { 'Content-Disposition': 'attachment' } : {}),
  };
}
