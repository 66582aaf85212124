import { type Asset, TreeError } from '@immich-webdav/core';
import { badAnswer } from './bad-answer.ts';
import type { StreamedAnswer } from './request-stream.ts';

/** Types that the pages and messages of proxies have, and originals of Immich do not. */
const MESSAGE = /^(text\/.+|application\/([\w.-]+\+)?(json|xml))$/;

/** Refuses what is no original in spite of a good status: the login page of an access proxy, the message of a gateway. */
export function requireFile({ header }: StreamedAnswer, asset: Asset): void {
  const type = essence(header('content-type') ?? '');
  if (MESSAGE.test(type) && type !== essence(asset.mediaType)) {
    throw new TreeError(
      'unavailable',
      'A page or a message came instead of a file; check that no login and no error of a proxy stands before Immich.',
    );
  }
  if ((header('content-encoding') ?? 'identity') !== 'identity') throw badAnswer('sent a compressed file');
}

/** A media type without its parameters (RFC 9110 section 8.3.1). */
const essence = (mediaType: string): string => mediaType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
