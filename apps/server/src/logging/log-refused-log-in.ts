import type { Logger } from 'pino';
import { printable } from './printable.ts';

/** A log-in that was checked and refused. */
export interface RefusedLogIn {
  /** As firewalls write it; empty where it is not known. */
  readonly address: string;
  /** As the client sent it. */
  readonly username: string;
  /** For how many seconds this refusal locks the address out; 0 = it does not. */
  readonly lockedOutSeconds: number;
}

/** Writes one line for each refused log-in. The filter in docs/fail2ban reads it: address and name come first, in this order. */
export function logRefusedLogIn(log: Logger, { address, username, lockedOutSeconds }: RefusedLogIn): void {
  log.warn(
    { address, username: printable(username), ...(lockedOutSeconds > 0 && { lockedOutSeconds }) },
    'Refused a log-in: the name or the password is wrong.',
  );
}
