import type { Call } from './exchange.ts';

/** The body of an answer, and its content type. */
export async function readText(call: Call): Promise<{ readonly body: string; readonly type: string }> {
  const { 'content-length': _, ...headers } = call.headers ?? {};
  const response = await fetch(call.url, {
    method: call.method ?? 'GET',
    headers,
    ...(call.body !== undefined && { body: call.body }),
  });
  if (!response.ok) throw new Error(`${call.url} answered ${response.status}.`);
  return { body: await response.text(), type: response.headers.get('content-type') ?? '' };
}
