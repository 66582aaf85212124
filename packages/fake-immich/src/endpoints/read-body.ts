import type { EndpointRequest } from '../http/route.ts';
import { asObject, type Check, listOf, required, uuid, validate } from '../http/validation.ts';

/** What a request wants to be done with some assets. */
export interface Ids {
  readonly ids: readonly string[];
}

/** Throws a 400 for an `id` in the path that is none. */
export function checkPath({ params, generation }: EndpointRequest): void {
  validate(params, { id: uuid }, generation);
}

/** The fields of a JSON body. Throws a 400 for one that fails its check, before anything is said about access. */
export function readBody<T>(request: EndpointRequest, checks: Readonly<Record<string, Check>>): T {
  checkPath(request);
  const given = asObject(request.body);
  validate(given, checks, request.generation);
  return given as T;
}

/** A body that consists of ids. */
export const readIds = (request: EndpointRequest): Ids => readBody(request, { ids: required(listOf(uuid)) });
