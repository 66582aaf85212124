import { TreeError } from '@immich-webdav/core';
import { ConfigurationError } from '../configuration/configuration-error.ts';
import { messageOf } from '../logging/message-of.ts';

/** What Node's codes mean for someone who starts the server. */
const advice: Readonly<Record<string, string>> = {
  EADDRINUSE: 'The port is taken by another program; set WEBDAV_PORT to another one.',
  EACCES: 'This port needs more rights; set WEBDAV_PORT to 1024 or above.',
  EADDRNOTAVAIL: 'WEBDAV_HOST is not an address of this machine; set it to one, or leave it out.',
  ENOTFOUND: 'WEBDAV_HOST is not a known name; set it to an address of this machine, or leave it out.',
};

/** What to print when a command fails: a sentence for what can be expected, the stack for what cannot. */
export function explainFailure(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const known = Object.hasOwn(advice, code) ? advice[code] : undefined;
  if (known !== undefined) return known;
  return error instanceof ConfigurationError || TreeError.is(error) ? messageOf(error) : (error.stack ?? error.message);
}
