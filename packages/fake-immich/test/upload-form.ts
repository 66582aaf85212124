/** What an upload consists of; the order of the parts is that of the form. */
export interface Upload {
  readonly name?: string;
  readonly bytes?: Uint8Array<ArrayBuffer> | string;
  /** Replaces the usual fields; undefined: without it. */
  readonly fields?: Readonly<Record<string, string | undefined>>;
  /** Before the file; they are after it in what is sent by default. */
  readonly before?: Readonly<Record<string, string>>;
  readonly sidecar?: string;
}

const TIME = '2024-01-01T12:00:00.000Z';

/** The form of an upload that both lines accept. */
export function formOf({
  name = 'new.jpg',
  bytes = 'bytes of new.jpg',
  fields,
  before = {},
  sidecar,
}: Upload): FormData {
  const form = new FormData();
  const usual = { deviceAssetId: 'x', deviceId: 'test', fileCreatedAt: TIME, fileModifiedAt: TIME };
  for (const [field, value] of Object.entries(before)) form.append(field, value);
  form.append('assetData', new Blob([bytes]), name);
  if (sidecar !== undefined) form.append('sidecarData', new Blob([sidecar]), `${name}.xmp`);
  for (const [field, value] of Object.entries({ ...usual, ...fields }))
    if (value !== undefined) form.append(field, value);
  return form;
}
