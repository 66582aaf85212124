import { type Asset, LibraryError, type Rendition } from '@immich-webdav/core';
import { badAnswer } from '../errors/answer-errors.ts';
import type { StreamedAnswer } from './request-stream.ts';

/** Media types of proxies' pages and messages, which Immich's files do not have. */
const MESSAGE = /^(text\/.+|application\/([\w.-]+\+)?(json|xml))$/;

/** Refuses a login page of an access proxy or a gateway's message with a success status. */
export function requireFile({ header }: StreamedAnswer, asset: Asset, rendition: Rendition): void {
  const type = essence(header('content-type') ?? '');
  const isExpected = rendition === 'original' && type === essence(asset.mediaType);
  if (MESSAGE.test(type) && !isExpected) {
    throw new LibraryError(
      'unavailable',
      'A page or a message came instead of a file; check that no login and no error of a proxy stands before Immich.',
    );
  }
  if ((header('content-encoding') ?? 'identity') !== 'identity') throw badAnswer('sent a compressed file');
}

/** A media type without its parameters (RFC 9110 section 8.3.1). */
const essence = (mediaType: string): string => mediaType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
