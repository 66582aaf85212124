import { LibraryError, type LibraryErrorCode, type RequestOptions, type Upload } from '@immich-webdav/core';
import { request } from 'undici';
import type { ImmichUploadResult } from '../contract/immich.ts';
import { unfitAnswer } from '../errors/answer-errors.ts';
import { refusedAnswer } from '../errors/refused-answer.ts';
import { transportError } from '../errors/transport-error.ts';
import type { Connection } from '../http/connection.ts';
import { isText } from '../mapping/records.ts';
import { uploadForm } from './upload-form.ts';

/**
 * Sends a file. The checksum in the header makes Immich answer a duplicate without reading the body, so a repeated upload costs
 * nothing. Is not sent twice by itself: the body can be read once. Resolves with the id of the asset.
 */
export async function sendUpload(
  connection: Connection,
  upload: Upload,
  { signal }: RequestOptions = {},
): Promise<ImmichUploadResult> {
  connection.quiet.respect();
  const { headers, body } = uploadForm(upload);
  try {
    const answer = await request(`${connection.api.href}/assets`, {
      method: 'POST',
      headers: { ...connection.headers, ...headers, 'x-immich-checksum': upload.sha1 },
      body,
      // A connection of its own: a broken one that was idle would cost the whole upload.
      dispatcher: connection.fresh,
      signal: signal ?? null,
    });
    const text = await answer.body.text();
    if (answer.statusCode !== 200 && answer.statusCode !== 201) throw refusedUpload(answer, text);
    return resultIn(text);
  } catch (error) {
    throw transportError(error, signal);
  }
}

function resultIn(text: string): ImmichUploadResult {
  const result = JSON.parse(text) as Partial<ImmichUploadResult>;
  if (!isText(result.id) || !isText(result.status)) throw unfitAnswer('an upload');
  return { id: result.id, status: result.status };
}

interface Head {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** What Immich says of uploads alone, by the beginning of its message. */
const REFUSALS: readonly (readonly [string, LibraryErrorCode, string])[] = [
  ['Unsupported file type', 'unsupported-media-type', 'Immich takes no files of this type.'],
  ['Quota has been exceeded', 'insufficient-storage', 'The quota of this account is used up in Immich.'],
  ['File is empty', 'bad-content', 'Immich takes no empty files.'],
];

function refusedUpload({ statusCode, headers }: Head, text: string): LibraryError {
  const refused = REFUSALS.find(([said]) => text.includes(`"${said}`));
  if (statusCode === 400 && refused) return new LibraryError(refused[1], refused[2]);
  if (statusCode === 413)
    return new LibraryError('too-large', 'A proxy before Immich takes no file of this size; raise its limit.');
  const header = (name: string): string | undefined => {
    const value = headers[name];
    return Array.isArray(value) ? value[0] : value;
  };
  return refusedAnswer({ status: statusCode, header, body: text });
}
