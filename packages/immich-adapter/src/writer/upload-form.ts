import { Readable } from 'node:stream';
import type { Upload } from '@immich-webdav/core';
import { type FileLike, FormDataEncoder, type FormDataEntryValue, type FormDataLike } from 'form-data-encoder';

/** The body of an upload, as RFC 7578 encodes it, and its headers. */
export interface UploadForm {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readable;
}

/** Immich 2.7 requires a device and an id on it, and does nothing with them. */
const DEVICE = 'immich-webdav';

/** Encodes an upload. The name stands before the file: of fields behind it, Immich ignores the name. */
export function uploadForm(upload: Upload): UploadForm {
  const { fileName, size, sha1, modifiedAt } = upload;
  const date = new Date(modifiedAt).toISOString();
  const file: FileLike = {
    name: fileName,
    type: 'application/octet-stream',
    size,
    lastModified: modifiedAt,
    stream: () => upload.open(),
    [Symbol.toStringTag]: 'File',
  };
  const encoder = new FormDataEncoder(
    formOf([
      ['deviceAssetId', sha1],
      ['deviceId', DEVICE],
      ['fileCreatedAt', date],
      ['fileModifiedAt', date],
      ['filename', fileName],
      ['assetData', file],
    ]),
  );
  return { headers: { ...encoder.headers }, body: Readable.from(encoder) };
}

/** The encoder takes whatever looks like a FormData; the platform's own takes no file but one in memory. */
function formOf(fields: [string, FormDataEntryValue][]): FormDataLike {
  const entries = (): IterableIterator<[string, FormDataEntryValue]> => fields.values();
  return {
    append() {
      throw new TypeError('This form is complete.');
    },
    getAll: (name) => fields.filter(([field]) => field === name).map(([, value]) => value),
    entries,
    [Symbol.iterator]: entries,
    [Symbol.toStringTag]: 'FormData',
  };
}
