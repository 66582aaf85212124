import type { Call } from './exchange.ts';

const body =
  '<?xml version="1.0"?><D:propfind xmlns:D="DAV:"><D:prop><D:displayname/><D:getcontentlength/><D:getlastmodified/><D:resourcetype/></D:prop></D:propfind>';

/** PROPFIND for the four properties that all servers here know and every client asks for. */
export const propfind = (url: string, depth: 0 | 1): Call => ({
  url,
  method: 'PROPFIND',
  headers: { depth: String(depth), 'content-type': 'application/xml', 'content-length': String(body.length) },
  body,
});

/** PROPFIND for the entity tag of a collection alone. */
export const propfindEtag = (url: string): Call => {
  const etag = '<?xml version="1.0"?><D:propfind xmlns:D="DAV:"><D:prop><D:getetag/></D:prop></D:propfind>';
  return { url, method: 'PROPFIND', headers: { depth: '0', 'content-length': String(etag.length) }, body: etag };
};
