import type { IncomingHttpHeaders } from 'node:http';
import type { Generation } from '../version.ts';
import { isFresh, isPreconditionFailed, isRangeFresh, type Validators } from './conditional.ts';
import { errorBody, HttpError } from './http-error.ts';
import { EMPTY, type Headers, type Prepared } from './prepared.ts';
import { parseRange } from './ranges.ts';
import type { MediaReply } from './reply.ts';

const CACHE_CONTROL = 'private, max-age=86400, no-transform, stale-while-revalidate=2592000, stale-if-error=2592000';

/** What matters of a request to a media reply. */
export interface MediaRequest {
  readonly headers: IncomingHttpHeaders;
  readonly generation: Generation;
  readonly correlationId: string;
}

/** Applies conditions and range to a file, with Immich's statuses: it turns 412 and 416 into 404 (2.x: 500). */
export function prepareMedia(request: MediaRequest, reply: MediaReply): Prepared {
  const { content } = reply;
  const validators: Validators = {
    etag: `W/"${content.size.toString(16)}-${Math.floor(reply.modifiedAt).toString(16)}"`,
    lastModified: reply.modifiedAt,
  };
  const headers: Headers = {
    'Cache-Control': reply.cacheControl ?? CACHE_CONTROL,
    'Content-Type': reply.mediaType,
    ...(reply.fileName !== undefined && { 'Content-Disposition': disposition(reply.fileName) }),
    'Accept-Ranges': 'bytes',
    'Last-Modified': new Date(reply.modifiedAt).toUTCString(),
    ETag: validators.etag,
  };
  if (isPreconditionFailed(request.headers, validators)) return refuse(request, headers);
  if (isFresh(request.headers, validators)) {
    const { 'Content-Type': _, ...kept } = headers;
    return { status: 304, headers: kept, body: EMPTY };
  }
  const range = isRangeFresh(request.headers, validators)
    ? parseRange(request.headers.range ?? '', content.size)
    : 'whole';
  if (range === 'unsatisfiable') return refuse(request, { ...headers, 'Content-Range': `bytes */${content.size}` });
  const { start, end } = range === 'whole' ? { start: 0, end: content.size } : range;
  return {
    status: range === 'whole' ? 200 : 206,
    headers: {
      ...headers,
      ...(range !== 'whole' && { 'Content-Range': `bytes ${start}-${end - 1}/${content.size}` }),
      'Content-Length': end - start,
    },
    body: { kind: 'media', content, start, end },
  };
}

// The file's headers are set already when its sender gives up, so the error carries them.
function refuse(request: MediaRequest, headers: Headers): Prepared {
  const isV2 = request.generation === 'v2';
  const error = isV2 ? new HttpError(500, 'Internal server error') : new HttpError(404, 'Not Found');
  const bytes = Buffer.from(JSON.stringify(errorBody(error, request.generation, request.correlationId)));
  return {
    status: error.status,
    headers: {
      ...headers,
      ...(isV2 && { 'Cache-Control': 'none' }),
      'Content-Type': `${headers['Content-Type']}; charset=utf-8`,
      'Content-Length': bytes.length,
    },
    body: { kind: 'bytes', bytes },
  };
}

const disposition = (fileName: string): string =>
  `inline; filename*=UTF-8''${encodeURIComponent(fileName.toWellFormed())}`;
