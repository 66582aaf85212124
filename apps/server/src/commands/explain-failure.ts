import { LibraryError } from '@immich-webdav/core';
import { ConfigurationError } from '../configuration/configuration-error.ts';
import { fileError } from '../files/file-error.ts';
import { messageOf } from '../logging/message-of.ts';
import { CommandError } from './command-error.ts';

/** What Node's errors of the system say of their object. */
interface SystemError extends NodeJS.ErrnoException {
  readonly address?: string;
  readonly port?: number;
  readonly hostname?: string;
}

/** By what was done and how it failed: the same code means another thing for a port than for a file. */
const advice: Readonly<Record<string, (error: SystemError) => string>> = {
  'listen EADDRINUSE': ({ port }) =>
    `Port ${port} is taken by another program; stop that one, or set WEBDAV_PORT to another port.`,
  'listen EACCES': ({ port }) => `Port ${port} needs more rights; set WEBDAV_PORT to 1024 or above.`,
  'listen EADDRNOTAVAIL': ({ address }) =>
    `WEBDAV_HOST is ${address}, which is not an address of this machine; set it to one, or leave it out.`,
  'getaddrinfo ENOTFOUND': unknownHost,
  'getaddrinfo EAI_AGAIN': unknownHost,
};

function unknownHost({ hostname }: SystemError): string {
  return `WEBDAV_HOST is ${hostname}, which is not a known name; set it to an address of this machine, or leave it out.`;
}

/** What to print when a command fails: a sentence for what can be expected, the stack for what cannot. */
export function explainFailure(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof ConfigurationError || error instanceof CommandError || LibraryError.is(error)) {
    return messageOf(error);
  }
  const { syscall, code, path }: SystemError = error;
  const explain = advice[`${syscall} ${code}`];
  if (explain) return explain(error);
  return path === undefined ? (error.stack ?? error.message) : fileError(path, error);
}
