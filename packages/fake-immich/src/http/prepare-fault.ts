import type { Fault } from '../faults.ts';
import { errorBody, HttpError } from './http-error.ts';
import { type JsonRequest, prepareJson } from './prepare-json.ts';
import type { MediaRequest } from './prepare-media.ts';
import { prepareText } from './prepare-text.ts';
import type { Prepared } from './prepared.ts';
import { stamped } from './stamp.ts';

/** The reply that a fault puts in place of Immich's, if it does. */
export async function prepareFault(request: MediaRequest & JsonRequest, fault: Fault): Promise<Prepared | undefined> {
  if (fault.html !== undefined) return prepareText(fault.status ?? 502, 'text/html', fault.html);
  if (typeof fault.body === 'string') return prepareText(fault.status ?? 200, 'text/plain; charset=utf-8', fault.body);
  if (fault.status === undefined && fault.body === undefined) return undefined;
  const status = fault.status ?? 200;
  const { generation, correlationId } = request;
  const body = fault.body ?? errorBody(new HttpError(status, `Fault ${status}`), generation, correlationId);
  return stamped(await prepareJson(request, status, body), generation, correlationId);
}
