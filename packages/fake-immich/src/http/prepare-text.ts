import type { Prepared } from './prepared.ts';

/** A reply of plain text or HTML. */
export function prepareText(status: number, type: string, text: string): Prepared {
  const bytes = Buffer.from(text);
  return {
    status,
    headers: { 'Content-Type': type, 'Content-Length': bytes.length },
    body: { kind: 'bytes', bytes },
  };
}

/** 302, with the sentence that Express writes. */
export function prepareRedirect(location: string): Prepared {
  const text = prepareText(302, 'text/plain; charset=utf-8', `Found. Redirecting to ${location}`);
  return { ...text, headers: { Location: location, Vary: 'Accept, Accept-Encoding', ...text.headers } };
}
