import type { FileResource } from '@immich-webdav/core';
import { headersOf, validatorsOf } from '../content/file-headers.ts';
import { planDownload } from '../content/plan.ts';
import type { Exchange, Method } from '../engine/exchange.ts';
import { pageHeaders } from '../html/page.ts';
import { answer } from '../http/answer.ts';
import { writeHead } from '../http/write-head.ts';
import { findResource } from './find-resource.ts';

/** HEAD (RFC 9110 section 9.3.2): what GET would say; opens nothing. */
export const head: Method = async (exchange) => {
  const resource = await findResource(exchange);
  if (resource.kind === 'collection') writeHead(exchange.response, 200, pageHeaders).end();
  else sendHead(exchange, resource);
};

function sendHead({ request, response }: Exchange, file: FileResource): void {
  const plan = planDownload(request.headers, file, request.method);
  if (plan.notModified) {
    answer(request, response, 304, validatorsOf(file));
    return;
  }
  const length = file.size === undefined ? {} : { 'Content-Length': file.size };
  writeHead(response, 200, { ...headersOf(file), ...length }).end();
}
