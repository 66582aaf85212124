import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { hashPassword } from '../authentication/password-hash.ts';
import { isShortPassword, shortPasswordAdvice } from '../authentication/short-password.ts';
import { CommandError } from '../errors/command-error.ts';

interface Streams {
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  /** For the hash. */
  readonly output: NodeJS.WritableStream;
  /** For the prompt and warnings, so that the output holds only the hash. */
  readonly prompt: NodeJS.WritableStream;
}

/** Reads a password from one line and writes its hash for WEBDAV_PASSWORD_HASH. */
export async function printPasswordHash({ input, output, prompt }: Streams): Promise<void> {
  if (input.isTTY) prompt.write('Password (it is not shown): ');
  const password = await readLine(input);
  if (input.isTTY) prompt.write('\n');
  if (!password) throw new CommandError('No password was given; type one, or send one line to the standard input.');
  if (isShortPassword(password)) prompt.write(`The password ${shortPasswordAdvice}\n`);
  output.write(`${await hashPassword(password)}\n`);
}

async function readLine(input: Streams['input']): Promise<string | undefined> {
  // The interface echoes typed characters to its output, so it gets one that drops them.
  const silence = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input, output: silence, terminal: input.isTTY ?? false });
  try {
    for await (const line of lines) return line;
    return undefined;
  } finally {
    lines.close();
  }
}
