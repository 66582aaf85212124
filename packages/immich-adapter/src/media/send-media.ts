import type { Asset, ByteRange, Rendition } from '@immich-webdav/core';
import { type Connection, withQuery } from '../http/connection.ts';
import { sendTwice } from '../http/dead-connection.ts';
import { readText } from './read-text.ts';
import { asJpeg, renditionPath, standInOf } from './renditions.ts';
import { requestStream, type StreamedAnswer } from './request-stream.ts';

/** A request for a rendition. */
export interface MediaRequest {
  readonly method: 'GET' | 'HEAD';
  readonly asset: Asset;
  readonly rendition: Rendition;
  readonly range?: ByteRange | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Sends a request and follows a redirect; resolves with the head of an answer of any status. */
export type SendMedia = (request: MediaRequest) => Promise<StreamedAnswer>;

const NO_FULL_SIZE =
  'Immich has no full-size picture of some photos, so their previews are shown; turn it on under Administration > Settings > ' +
  'Image > Full-size, then run the job Generate Thumbnails for all.';

/** Calls `onWarning` at most once, when it replaces a missing full size with a preview. */
export function createMediaSender(connection: Connection, onWarning: (message: string) => void): SendMedia {
  let isWarned = false;

  function warn(): void {
    if (isWarned) return;
    isWarned = true;
    onWarning(NO_FULL_SIZE);
  }

  return async (request) => {
    const answer = await sendOne(connection, request);
    const isRedirect = request.rendition === 'fullsize' && answer.status >= 300 && answer.status < 400;
    const { asset } = request;
    const standIn = isRedirect ? standInOf(answer.header('location'), asset, connection.api) : undefined;
    if (!standIn) return answer;
    // Frees the connection.
    await readText(answer.stream.readable);
    const second = await sendOne(connection, { ...request, rendition: asJpeg(standIn, asset) });
    // A video has no full size, and without a preview Immich has not made thumbnails yet.
    if (standIn === 'preview' && asset.type === 'image' && second.status < 300) warn();
    return second;
  };
}

function sendOne(connection: Connection, request: MediaRequest): Promise<StreamedAnswer> {
  const { method, asset, rendition, range, signal } = request;
  signal?.throwIfAborted();
  connection.quiet.respect();
  const one = {
    method,
    path: withQuery(`${connection.api.pathname}${renditionPath(asset, rendition)}`, connection),
    headers: {
      ...connection.headers,
      // Compression by a proxy would change lengths and ranges.
      'accept-encoding': 'identity',
      ...(range && { range: `bytes=${range.first}-${range.last}` }),
    },
  };
  return sendTwice(connection, (dispatcher) => requestStream(connection, dispatcher, one, signal), signal);
}
