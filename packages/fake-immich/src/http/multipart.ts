import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Content } from '../content/content.ts';
import type { FileStore } from '../content/file-store.ts';
import { HttpError } from './http-error.ts';

/** A form that came as `multipart/form-data`. */
export interface Form {
  readonly fields: Readonly<Record<string, string>>;
  readonly files: Readonly<Record<string, FormFile>>;
}

/** A file of a form. */
export interface FormFile {
  /** As the part says, without folders. */
  readonly fileName: string;
  readonly content: Content;
}

/** Throws an {@link HttpError} for a file that is not wanted; sees the fields that came before it. */
export type AcceptFile = (field: string, fileName: string, fields: Readonly<Record<string, string>>) => void;

/**
 * Reads a form; its files go to a store. Throws what `accept` throws once the rest of the body is read, and a 400 for a body
 * that is malformed or breaks off; no file is kept then. A body of another type is an empty form, as multer has it.
 */
export async function readForm(
  body: Readable,
  headers: IncomingHttpHeaders,
  store: FileStore,
  accept: AcceptFile,
): Promise<Form> {
  const type = headers['content-type'] ?? '';
  if (!/^multipart\/form-data/i.test(type)) return { fields: {}, files: {} };
  const fields: Record<string, string> = {};
  const received: Promise<readonly [string, FormFile]>[] = [];
  const streams: Readable[] = [];
  let refusal: unknown;
  const form = await createParser(type);
  form.on('field', (name, value) => {
    fields[name] = value;
  });
  form.on('file', (name, stream, fileName) => {
    streams.push(stream);
    try {
      if (refusal === undefined) accept(name, fileName, fields);
    } catch (error) {
      refusal = error;
    }
    if (refusal === undefined) received.push(receive(store, name, stream, fileName));
    else stream.resume();
  });
  try {
    await pipeline(body, form);
  } catch (error) {
    refusal ??= new HttpError(400, error instanceof Error ? error.message : 'Unexpected end of form');
    for (const stream of streams) stream.destroy();
  }
  const files = await Promise.allSettled(received);
  const kept = files.flatMap((file) => (file.status === 'fulfilled' ? [file.value] : []));
  if (refusal === undefined) return { fields, files: Object.fromEntries(kept) };
  for (const [, { content }] of kept) store.discard(content);
  throw refusal;
}

/** Loaded by the first upload, to keep the start quick. */
async function createParser(contentType: string) {
  const { Busboy } = await import('@fastify/busboy');
  try {
    return new Busboy({ headers: { 'content-type': contentType } });
  } catch (error) {
    throw new HttpError(400, error instanceof Error ? error.message : 'Malformed form');
  }
}

const receive = async (
  store: FileStore,
  name: string,
  stream: Readable,
  fileName: string,
): Promise<readonly [string, FormFile]> => [name, { fileName, content: await store.receive(stream) }];
