import { gunzipSync } from 'node:zlib';
import type { SoakLibrary } from '../library/soak-library.ts';
import type { Question, Reply } from './exchange.ts';
import type { Operation } from './operations.ts';

/** The problem of a reply in one sentence, or undefined. */
export async function judge(
  library: SoakLibrary,
  operation: Operation,
  question: Question,
  reply: Reply,
): Promise<string | undefined> {
  const { end, status } = reply;
  if (status === 0) return end === 'left' || operation.isContent ? undefined : 'the connection broke without an answer';
  if (!operation.statuses.includes(status)) return `status ${status}`;
  if (end === 'broken' && !operation.isContent) return `the connection broke in a ${status}`;
  if (status === 503 && reply.headers['retry-after'] === undefined) return '503 without Retry-After';
  if (status === 207 && end === 'whole') return judgeListing(reply);
  if (question.method === 'GET' && operation.isContent && (status === 200 || status === 206))
    return judgeContent(library, question, reply);
  return undefined;
}

function judgeListing({ headers, body }: Reply): string | undefined {
  const text = (headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body).toString();
  if (!/<\/[\w:]*multistatus>\s*$/.test(text)) return 'a listing without its end';
  return /<[\w:]*href>/.test(text) ? undefined : 'a listing of nothing';
}

/** A strong entity tag is the SHA-1, so all received bytes have to match it, even those of a broken answer. */
async function judgeContent(library: SoakLibrary, question: Question, reply: Reply): Promise<string | undefined> {
  const { end, status, headers, body } = reply;
  const sha1 = /^"([0-9a-f]{40})"$/.exec(headers.etag ?? '')?.[1] ?? '';
  const size = library.sizeOf(sha1);
  if (size === undefined) return `an entity tag of nothing that ever was: ${headers.etag}`;
  const range = status === 206 ? /^bytes (\d+)-(\d+)\/(\d+)$/.exec(headers['content-range'] ?? '') : undefined;
  if (range === null) return `a malformed Content-Range: ${headers['content-range']}`;
  const [first, last] = range ? [Number(range[1]), Number(range[2])] : [0, size - 1];
  if (range && Number(range[3]) !== size) return `a part of ${range[3]} bytes instead of ${size}`;
  if (end === 'whole' && body.length !== last - first + 1) return `${body.length} bytes instead of ${last - first + 1}`;
  const wanted = await library.bytes(sha1, first, first + body.length - 1);
  if (wanted?.equals(body)) return undefined;
  return `wrong bytes in ${question.path} (${status}, ${end}, ${body.length} bytes from ${first})`;
}
