import type { IncomingHttpHeaders } from 'node:http';

/**
 * How complete a PROPFIND answer is. `minimal` omits the names of absent properties (RFC 8144 section 2.1). `windows` also reduces
 * allprop to `windowsProperties`: Windows always requests allprop and shows no folder whose answer exceeds 1,000,000 bytes.
 */
export type AnswerSize = 'full' | 'minimal' | 'windows';

const windowsClient = 'Microsoft-WebDAV-MiniRedir/';
/** Members of a Prefer field (RFC 7240 section 2) are separated by commas, their parameters by semicolons. */
const preferMinimal = /(?:^|,)\s*return\s*=\s*"?minimal"?\s*(?:[,;]|$)/i;

/** The properties that Windows shows of a directory entry, besides its name. */
export const windowsProperties: ReadonlySet<string> = new Set([
  '{DAV:}resourcetype',
  '{DAV:}getcontentlength',
  '{DAV:}getlastmodified',
]);

/** The size that a client requests: by its User-Agent, with Prefer, or with Microsoft's older `Brief: t`. */
export function answerSizeOf({ 'user-agent': client, prefer, brief }: IncomingHttpHeaders): AnswerSize {
  if (client?.startsWith(windowsClient) === true) return 'windows';
  const isMinimal = preferMinimal.test(String(prefer ?? '')) || String(brief ?? '').trim() === 't';
  return isMinimal ? 'minimal' : 'full';
}
