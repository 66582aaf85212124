import type { Logger } from 'pino';
import type { RefusedLogIn } from '../accounts/authenticator.ts';
import { looksLikeKey } from '../authentication/looks-like-key.ts';
import { nameForLog } from '../links/link-name.ts';

/** Logs a refused log-in. The filter in docs/fail2ban parses the line: address and name come first, in this order. */
export function logRefusedLogIn(log: Logger, { address, username, lockedOutSeconds }: RefusedLogIn): void {
  log.warn(
    { address, username: printable(nameForLog(username)), ...(lockedOutSeconds > 0 && { lockedOutSeconds }) },
    'Refused a log-in: the name or the password is wrong.',
  );
}

const LONGEST = 64;

/**
 * A text of a client, shortened, without characters that end a line, move the cursor or change the writing direction. An API key in
 * place of the name is a secret.
 */
function printable(text: string): string {
  if (looksLikeKey(text)) return '[API key]';
  const short = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  return short.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '\ufffd');
}
