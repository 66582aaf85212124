import { createHash } from 'node:crypto';
import { generatedContent } from '../../src/content/generated-content.ts';
import type { Recording } from './recording.ts';

/** A request as it is sent. */
export interface Sent {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

const FIELD = /^ {2}(\S+) = (.*)$/;
const FILE = /^ {2}(\S+): filename="(.*)" Content-Type: (\S+) <(\d+) bytes sha1=([0-9a-f]{40})>$/;

/** Whether a recording tells of a form what it had, if not the bytes of its files. */
export const isForm = ({ requestBody }: Recording): boolean => requestBody.startsWith('multipart/form-data parts:');

/** The form again, with other bytes in the place of those that were not recorded: as many, and the same for the same SHA-1. */
export function formOf(recording: Recording): Sent {
  const [, boundary = ''] = /boundary=(\S+)$/.exec(recording.requestHeaders['Content-Type'] ?? '') ?? [];
  const parts = recording.requestBody
    .split('\n')
    .slice(1)
    .map((line) => partOf(line));
  const body = parts.flatMap(({ head, bytes }) => [
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; ${head}\r\n\r\n`),
    bytes,
    Buffer.from('\r\n'),
  ]);
  return {
    headers: recording.requestHeaders,
    body: Buffer.concat([...body, Buffer.from(`--${boundary}--\r\n`)]),
  };
}

function partOf(line: string): { readonly head: string; readonly bytes: Buffer } {
  const [, name, value = ''] = FIELD.exec(line) ?? [];
  if (name !== undefined) return { head: `name="${name}"`, bytes: Buffer.from(value) };
  const [, field = '', fileName = '', type = '', size = '', sha1 = ''] = FILE.exec(line) ?? [];
  return {
    head: `name="${field}"; filename="${fileName}"\r\nContent-Type: ${type}`,
    bytes: standInFor(sha1, Number(size)),
  };
}

function standInFor(sha1: string, size: number): Buffer {
  const chunks = generatedContent(size, Number.parseInt(sha1.slice(0, 8), 16)).chunks(0, size) as Iterable<Uint8Array>;
  return Buffer.concat([...chunks]);
}

/** The SHA-1 of the bytes that are sent for those of each recorded SHA-1; both in hex as clients have it, and in base64 as answers do. */
export function checksumsIn(recordings: readonly Recording[]): ReadonlyMap<string, string> {
  const base64 = (hex: string): string => Buffer.from(hex, 'hex').toString('base64');
  const files = recordings.flatMap(({ requestBody }) => [
    ...requestBody.matchAll(/<(\d+) bytes sha1=([0-9a-f]{40})>/g),
  ]);
  return new Map(
    files.flatMap(([, size = '', recorded = '']) => {
      const sent = createHash('sha1')
        .update(standInFor(recorded, Number(size)))
        .digest('hex');
      return [[recorded, sent] as const, [base64(recorded), base64(sent)] as const];
    }),
  );
}
