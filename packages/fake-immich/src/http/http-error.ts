import { STATUS_CODES } from 'node:http';
import type { Generation } from '../version.ts';

/** One failed check of a request: as 3.x tells it (an issue of the zod library) and as 2.x does (a sentence). */
export interface ValidationIssue {
  readonly v3: Readonly<Record<string, unknown>>;
  readonly v2: string;
}

/** A request that Immich answers with an error. */
export class HttpError extends Error {
  readonly status: number;
  readonly issues: readonly ValidationIssue[] | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    message: string,
    issues?: readonly ValidationIssue[],
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.name = 'HttpError';
    this.status = status;
    this.issues = issues;
    this.headers = headers;
  }
}

/** 400 for values that are missing or malformed. */
export const validationError = (issues: readonly ValidationIssue[]): HttpError =>
  new HttpError(400, 'Validation failed', issues);

/** 400 for an id that is unknown or someone else's: Immich never tells which. */
export const noAccess = (permission: string): HttpError => new HttpError(400, `Not found or no ${permission} access`);

/** The body of an error reply. */
export function errorBody(error: HttpError, generation: Generation, correlationId: string): Record<string, unknown> {
  const { status, message, issues } = error;
  if (generation === 'v3') return issues ? { message, errors: issues.map((issue) => issue.v3) } : { message };
  return {
    message: issues ? issues.map((issue) => issue.v2) : message,
    ...(status !== 500 && { error: STATUS_CODES[status] }),
    statusCode: status,
    correlationId,
  };
}
