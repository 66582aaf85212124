import type { IncomingMessage } from 'node:http';
import { Refusal } from './refusal.ts';

/** uri-host [ ":" port ] of RFC 9110 section 7.2; a host may be empty. */
const host = /^(?:[\w.~%!$&'()*+,;=-]*|\[[\da-f:.%a-z_-]+\])(?::\d*)?$/i;

/** Refuses what has several Host fields or one that is no host (RFC 9112 section 3.2): a proxy may have acted on another than we would. */
export function refuseAmbiguousHost({ rawHeaders }: IncomingMessage): void {
  let fields = 0;
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at];
    if (name?.length !== 4 || name.toLowerCase() !== 'host') continue;
    fields += 1;
    if (fields > 1 || !host.test(rawHeaders[at + 1] ?? ''))
      throw new Refusal(400, 'Send one Host field with a valid host.');
  }
}
