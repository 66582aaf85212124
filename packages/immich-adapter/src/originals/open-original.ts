import type { Readable } from 'node:stream';
import type { Asset, ByteRange, Content, OpenOptions } from '@immich-webdav/core';
import { refusedAnswer } from '../errors/refused-answer.ts';
import { transportError } from '../errors/transport-error.ts';
import type { Connection } from '../http/connection.ts';
import { sendTwice } from '../http/dead-connection.ts';
import { badAnswer } from './bad-answer.ts';
import { parseContentRange } from './content-range.ts';
import { genuine } from './genuine.ts';
import { pastEnd } from './past-end.ts';
import { readText } from './read-text.ts';
import { requestStream, type StreamedAnswer } from './request-stream.ts';
import { requireFile } from './require-file.ts';
import type { SameVersion } from './same-version.ts';

export interface OriginalsParts {
  readonly connection: Connection;
  readonly sameVersion: SameVersion;
}

/** Streams an original from Immich: the bytes as they were uploaded. */
export async function openOriginal(
  { connection, sameVersion }: OriginalsParts,
  asset: Asset,
  options: OpenOptions,
): Promise<Content> {
  const { range, signal } = options;
  const request = {
    path: `${connection.api.pathname}/assets/${encodeURIComponent(asset.id)}/original`,
    headers: {
      ...connection.headers,
      // A proxy that compressed would make lengths and ranges those of other bytes.
      'accept-encoding': 'identity',
      ...(range && { range: `bytes=${range.first}-${range.last}` }),
    },
  };
  let answer: StreamedAnswer;
  try {
    signal?.throwIfAborted();
    connection.quiet.respect();
    answer = await sendTwice(connection, (one) => requestStream(connection, one, request, signal), signal);
  } catch (error) {
    throw transportError(error, signal);
  }
  try {
    if (isAboutFile(answer, asset, range)) {
      await sameVersion.require(answer, asset, signal);
      signal?.throwIfAborted();
    }
    return await contentOf(answer, asset, range);
  } catch (error) {
    answer.stream.readable.destroy();
    const refusal = transportError(error, signal);
    connection.quiet.heed(refusal);
    throw refusal;
  }
}

/** An answer that holds the file, or a part of it, or tells how long it is. */
function isAboutFile(answer: StreamedAnswer, asset: Asset, range: ByteRange | undefined): boolean {
  if (answer.status !== 200 && answer.status !== 206) return range !== undefined && isPastEnd(answer, asset, range);
  requireFile(answer, asset);
  return true;
}

async function contentOf(answer: StreamedAnswer, asset: Asset, range: ByteRange | undefined): Promise<Content> {
  const { status, header } = answer;
  if (status === 200) return range ? rangeOfWhole(answer, asset, range) : whole(answer, asset);
  if (status === 206 && range) return partOf(answer, range);
  if (range && isPastEnd(answer, asset, range)) throw pastEnd(parseContentRange(header('content-range'))?.size);
  if (status === 206) throw badAnswer('sent a part of a file where all of it was asked for');
  throw refusedAnswer({ status, header, body: await readText(answer.stream.readable) });
}

function whole(answer: StreamedAnswer, asset: Asset): Content {
  const size = lengthOf(answer);
  const body = size === undefined ? answer.stream.readable : limited(answer, 0, size);
  const isDoubtful = asset.sha1 !== undefined && size !== asset.size;
  return {
    // Either the listing or the answer is wrong about the length; the checksum tells which.
    body: isDoubtful ? genuine(body, asset.sha1) : body,
    ...(size !== undefined && { size }),
  };
}

function limited({ stream }: StreamedAnswer, skip: number, length: number): Readable {
  stream.limitTo({ skip, length });
  return stream.readable;
}

/** A 206 has to hold what was asked for, cut at the end of the file and nowhere else. */
function partOf(answer: StreamedAnswer, asked: ByteRange): Content {
  const { range, size } = parseContentRange(answer.header('content-range')) ?? {};
  const last = Math.min(asked.last, (size ?? Number.POSITIVE_INFINITY) - 1);
  if (!range || range.first !== asked.first || range.last !== last)
    throw badAnswer('sent another range than the one asked for');
  const length = last - range.first + 1;
  if ((lengthOf(answer) ?? length) !== length) throw badAnswer('announced a length that does not fit the range');
  return { body: limited(answer, 0, length), range, ...(size !== undefined && { size }) };
}

/** A server may ignore a range (RFC 9110 section 14.2): what comes before it is read and dropped. */
function rangeOfWhole(answer: StreamedAnswer, asset: Asset, asked: ByteRange): Content {
  const size = lengthOf(answer);
  // A part cannot be held against the checksum.
  if (asset.sha1 !== undefined && asset.size !== undefined && size !== asset.size)
    throw badAnswer('ignored a range and sent a file of another length');
  if (size === undefined) throw badAnswer('ignored a range and did not tell the length of the file');
  if (asked.first >= size) throw pastEnd(size);
  const range = { first: asked.first, last: Math.min(asked.last, size - 1) };
  return { body: limited(answer, range.first, range.last - range.first + 1), range, size };
}

/** 416 as it should be; Immich 3.x says 404 and 2.7 says 500, both with a `Content-Range` that a proxy may have dropped. */
function isPastEnd({ status, header }: StreamedAnswer, asset: Asset, range: ByteRange): boolean {
  if (status === 416) return true;
  if (status !== 404 && status !== 500) return false;
  const told = parseContentRange(header('content-range'));
  if (told) return told.range === undefined;
  return status === 500 && asset.size !== undefined && range.first >= asset.size;
}

function lengthOf({ header }: StreamedAnswer): number | undefined {
  const value = header('content-length');
  return value !== undefined && /^\d+$/.test(value) ? Number(value) : undefined;
}
