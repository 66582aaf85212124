import type { IncomingHttpHeaders } from 'node:http';

/**
 * How much a PROPFIND answer says. `minimal` leaves out the names of properties that a resource lacks, as RFC 8144 section 2.1
 * defines it. `windows` besides takes allprop for the properties of `windowsProperties`: Windows always asks for allprop and
 * shows no folder whose answer is longer than 1,000,000 bytes.
 */
export type AnswerSize = 'full' | 'minimal' | 'windows';

const windowsClient = 'Microsoft-WebDAV-MiniRedir/';
/** Members of a Prefer field (RFC 7240 section 2) are separated by commas, their parameters by semicolons. */
const preferMinimal = /(?:^|,)\s*return\s*=\s*"?minimal"?\s*(?:[,;]|$)/i;

/** What a directory entry of Windows holds of a resource, beside the name in its href. */
export const windowsProperties: ReadonlySet<string> = new Set([
  '{DAV:}resourcetype',
  '{DAV:}getcontentlength',
  '{DAV:}getlastmodified',
]);

/** The size of answer that a client asks for: by name, with Prefer, or with Microsoft's older `Brief: t`. */
export function answerSizeOf({ 'user-agent': client, prefer, brief }: IncomingHttpHeaders): AnswerSize {
  if (client?.startsWith(windowsClient) === true) return 'windows';
  const isMinimal = preferMinimal.test(String(prefer ?? '')) || String(brief ?? '').trim() === 't';
  return isMinimal ? 'minimal' : 'full';
}
