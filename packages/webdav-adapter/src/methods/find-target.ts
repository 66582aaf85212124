import { LibraryError, type Resource } from '@immich-webdav/core';
import { entityTag } from '../conditions/entity-tag.ts';
import { evaluateIf, parseIfHeader, type ResourceState } from '../conditions/if-header.ts';
import { evaluatePreconditions } from '../conditions/preconditions.ts';
import { validatorsOf } from '../content/file-headers.ts';
import { Refusal } from '../http/refusal.ts';
import { parseRequestPath } from '../paths/request-path.ts';
import { type Exchange, reply } from './exchange.ts';

/**
 * The requested resource, once its preconditions hold (RFC 9110 section 13, RFC 4918 section 10.4). Undefined when the answer was 304.
 * Rejects with `not-found` for a path without a resource, 412 for a false precondition, 400 for a malformed If header.
 */
export async function findTarget(exchange: Exchange): Promise<Resource | undefined> {
  const { tree, segments } = exchange;
  const resource = await tree.resolve(segments);
  if (resource === undefined) throw new LibraryError('not-found', 'There is nothing at this path.');
  const verdict = await evaluate(exchange, resource);
  if (verdict === 'proceed') return resource;
  reply(exchange, resource, 304, validatorsOf(resource));
  return undefined;
}

/** Throws 412 unless the preconditions of a request hold, also those of one for a path without a resource. */
export async function requirePreconditions(exchange: Exchange, resource: Resource | undefined): Promise<void> {
  const { headers } = exchange.request;
  if (resource !== undefined) await evaluate(exchange, resource);
  else {
    if (headers.if !== undefined) await checkIfHeader(exchange, resource, String(headers.if));
    // RFC 9110 section 13.1.1: false without a current representation.
    if (headers['if-match'] !== undefined) throw preconditionFailed();
  }
}

async function evaluate(exchange: Exchange, resource: Resource): Promise<'proceed' | 304> {
  const { headers, method } = exchange.request;
  if (headers.if !== undefined) await checkIfHeader(exchange, resource, String(headers.if));
  const verdict = evaluatePreconditions(method, headers, resource);
  if (verdict === 412) throw preconditionFailed();
  return verdict;
}

async function checkIfHeader(exchange: Exchange, resource: Resource | undefined, header: string): Promise<void> {
  const stateOf = async (target: string | undefined): Promise<ResourceState> =>
    stateNow(target === undefined ? resource : await resolveTag(exchange, target));
  if (!(await evaluateIf(parseIfHeader(header), stateOf))) throw preconditionFailed();
}

/** Compares paths only: behind a reverse proxy, scheme and host of a resource tag differ from those of the request. */
async function resolveTag({ tree }: Exchange, target: string): Promise<Resource | undefined> {
  const segments = parseRequestPath(target);
  return segments === undefined ? undefined : tree.resolve(segments);
}

/** There are no locks, so no state token matches. */
const noTokens: ReadonlySet<string> = new Set();

const stateNow = (resource: Resource | undefined): ResourceState => ({
  etag: resource && entityTag(resource),
  lockTokens: noTokens,
});

const preconditionFailed = (): Refusal =>
  new Refusal(412, 'The resource is not in the expected state; fetch its properties again.');
