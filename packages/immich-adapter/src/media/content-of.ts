import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { Asset, ByteRange, Content, Rendition } from '@immich-webdav/core';
import { badAnswer, pastEnd } from '../errors/answer-errors.ts';
import { refusedAnswer } from '../errors/refused-answer.ts';
import { parseContentRange } from './content-range.ts';
import { readText } from './read-text.ts';
import type { StreamedAnswer } from './request-stream.ts';
import { requireFile } from './require-file.ts';

/** The listed fields of the requested file; renditions have none. */
type Listed = Pick<Asset, 'size' | 'sha1'>;

/** The content of an answer to GET. Rejects with a `LibraryError` unless it is the requested one; the caller then ends the answer. */
export async function contentOf(
  answer: StreamedAnswer,
  asset: Asset,
  rendition: Rendition,
  range: ByteRange | undefined,
): Promise<Content> {
  const { status, header } = answer;
  if (status === 200 || status === 206) requireFile(answer, asset, rendition);
  const listed: Listed = rendition === 'original' ? asset : {};
  if (status === 200) return range ? rangeOfWhole(answer, listed, range) : whole(answer, listed);
  if (status === 206 && range) return rangeOf(answer, range);
  if (range && isPastEnd(answer, listed, range)) throw pastEnd(parseContentRange(header('content-range'))?.size);
  if (status === 206) throw badAnswer('sent a part of a file where all of it was asked for');
  throw refusedAnswer({ status, header, body: await readText(answer.stream.readable) });
}

/** Whether an answer has the original, a range of it, or its length. */
export function isAboutOriginal(answer: StreamedAnswer, asset: Asset, range: ByteRange | undefined): boolean {
  if (answer.status !== 200 && answer.status !== 206) return range !== undefined && isPastEnd(answer, asset, range);
  requireFile(answer, asset, 'original');
  return true;
}

function whole(answer: StreamedAnswer, { sha1, size: listed }: Listed): Content {
  const size = lengthOf(answer);
  const body = size === undefined ? answer.stream.readable : limited(answer, 0, size);
  const isSuspiciousDrop = sha1 !== undefined && size !== listed;
  return {
    // Either the listed or the received length is wrong; the checksum decides.
    body: isSuspiciousDrop ? verified(body, sha1) : body,
    ...(size !== undefined && { size }),
  };
}

function limited({ stream }: StreamedAnswer, skip: number, length: number): Readable {
  stream.limitTo({ skip, length });
  return stream.readable;
}

/** A 206 must have the requested range, cut only at the end of the file. */
function rangeOf(answer: StreamedAnswer, asked: ByteRange): Content {
  const { range, size } = parseContentRange(answer.header('content-range')) ?? {};
  const last = Math.min(asked.last, (size ?? Number.POSITIVE_INFINITY) - 1);
  if (!range || range.first !== asked.first || range.last !== last)
    throw badAnswer('sent another range than the one asked for');
  const length = last - range.first + 1;
  if ((lengthOf(answer) ?? length) !== length) throw badAnswer('announced a length that does not fit the range');
  return { body: limited(answer, 0, length), range, ...(size !== undefined && { size }) };
}

/** A server may ignore a range (RFC 9110 section 14.2): drops the bytes before it. */
function rangeOfWhole(answer: StreamedAnswer, listed: Listed, asked: ByteRange): Content {
  const size = lengthOf(answer);
  // A range cannot be verified with the checksum.
  if (listed.sha1 !== undefined && listed.size !== undefined && size !== listed.size)
    throw badAnswer('ignored a range and sent a file of another length');
  if (size === undefined) throw badAnswer('ignored a range and sent no length of the file');
  if (asked.first >= size) throw pastEnd(size);
  const range = { first: asked.first, last: Math.min(asked.last, size - 1) };
  return { body: limited(answer, range.first, range.last - range.first + 1), range, size };
}

/** 416, or as Immich answers: 404 in 3.x, 500 in 2.7, both with a `Content-Range` that a proxy may drop. */
function isPastEnd({ status, header }: StreamedAnswer, { size }: Listed, range: ByteRange): boolean {
  if (status === 416) return true;
  if (status !== 404 && status !== 500) return false;
  const contentRange = parseContentRange(header('content-range'));
  if (contentRange) return contentRange.range === undefined;
  return status === 500 && size !== undefined && range.first >= size;
}

/** `Content-Length`; undefined if absent or malformed. */
export function lengthOf({ header }: StreamedAnswer): number | undefined {
  const value = header('content-length');
  return value !== undefined && /^\d+$/.test(value) ? Number(value) : undefined;
}

/** The same bytes; holds back the last chunk until the SHA-1 (hexadecimal) of all is verified, and fails otherwise. */
function verified(body: Readable, sha1: string): Readable {
  const checked = Readable.from(check(body, sha1), { objectMode: false });
  // A generator that was never read does not close its source.
  checked.on('close', () => body.destroy());
  checked.on('error', () => {});
  return checked;
}

async function* check(body: AsyncIterable<Uint8Array>, sha1: string): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha1');
  let last: Uint8Array | undefined;
  for await (const chunk of body) {
    hash.update(chunk);
    if (last) yield last;
    last = chunk;
  }
  if (hash.digest('hex') !== sha1) throw badAnswer('sent a file that does not fit its checksum');
  if (last) yield last;
}
