import { type Asset, LibraryError, type Rendition } from '@immich-webdav/core';
import { badAnswer } from '../errors/answer-errors.ts';
import type { StreamedAnswer } from './request-stream.ts';

/** Types that the pages and messages of proxies have, and files of Immich do not. */
const MESSAGE = /^(text\/.+|application\/([\w.-]+\+)?(json|xml))$/;

/** Refuses what is no file in spite of a good status: the login page of an access proxy, the message of a gateway. */
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
