import { LibraryError } from '@immich-webdav/core';
import { CommandError } from './command-error.ts';
import { ConfigurationError } from './configuration-error.ts';
import { fileError } from './file-error.ts';
import { messageOf } from './message-of.ts';

/** The fields of Node's system errors. */
interface SystemError extends NodeJS.ErrnoException {
  readonly address?: string;
  readonly port?: number;
  readonly hostname?: string;
}

/** By system call and code: the same code has different causes for a port and for a file. */
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
  return `WEBDAV_HOST is ${hostname}, which cannot be resolved; set it to an address of this machine, or leave it out.`;
}

const socketAdvice: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is in use, or no socket; stop the other program, or name another file.',
  // Node reports an absent folder with the same code.
  EACCES:
    'is in a folder that does not exist or that the user that runs this program may not write; make the folder, or change its owner.',
};

const socketError = (path: string, code = ''): string =>
  `WEBDAV_SOCKET is ${path}, which ${socketAdvice[code] ?? `cannot be used (${code}).`}`;

/** The message for a failed command: a sentence for expected errors, the stack for others. */
export function explainFailure(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof ConfigurationError || error instanceof CommandError || LibraryError.is(error)) {
    return messageOf(error);
  }
  const { syscall, code, path, address }: SystemError = error;
  if (syscall === 'listen' && address?.startsWith('/')) return socketError(address, code);
  const explain = advice[`${syscall} ${code}`];
  if (explain) return explain(error);
  return path === undefined ? (error.stack ?? error.message) : fileError(path, error);
}
