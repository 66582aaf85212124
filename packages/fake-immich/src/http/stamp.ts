import type { Generation } from '../version.ts';
import type { Headers, Prepared } from './prepared.ts';

const CORRELATION_HEADER = { v2: 'x-immich-cid', v3: 'X-Correlation-ID' } as const;

/** Adds the headers of every reply of Immich's. */
export function stamped(prepared: Prepared, generation: Generation, correlationId: string): Prepared {
  const headers: Headers = {
    'X-Powered-By': 'Express',
    [CORRELATION_HEADER[generation]]: correlationId,
    ...prepared.headers,
  };
  return { ...prepared, headers };
}

/** A new correlation id, of the form that Immich's have. */
export const newCorrelationId = (): string => Math.random().toString(36).slice(2, 10).padEnd(8, '0');
