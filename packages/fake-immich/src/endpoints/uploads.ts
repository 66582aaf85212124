import { readPicture, readSidecar } from '../content/file-metadata.ts';
import { HttpError } from '../http/http-error.ts';
import type { Form } from '../http/multipart.ts';
import { created, json, type Reply } from '../http/reply.ts';
import type { Caller, EndpointRequest, Route } from '../http/route.ts';
import {
  asObject,
  boolean,
  type Check,
  dateTime,
  filledText,
  fromUrl,
  integer,
  listOf,
  objectOf,
  oneOf,
  required,
  text,
  uuid,
  validate,
} from '../http/validation.ts';
import { normalizedChecksum } from '../library/checksum-index.ts';
import { isAccepted, isSidecar } from '../library/media-types.ts';
import type { Asset } from '../library/records.ts';
import type { ReadMetadata } from '../library/uploads.ts';
import type { Generation } from '../version.ts';
import { requireVideo } from './live-photo.ts';
import { quotaUsage } from './users.ts';

/** Uploads, and the question whether one is needed. */
export const uploadRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/api/assets',
    sharedLink: ['v2', 'v3'],
    access: 'permission',
    permission: 'asset.upload',
    handle: async (request, caller) => {
      if (caller.sharedLink?.allowUpload === false) throw new HttpError(401, 'Unauthorized');
      const known = byChecksum(request, caller);
      if (known) return known;
      const form = await request.readForm(acceptFile);
      return receive(request, caller, form, await metadataOf(form));
    },
  },
  {
    method: 'POST',
    path: '/api/assets/bulk-upload-check',
    access: 'permission',
    permission: 'asset.upload',
    handle: ({ body, generation, checksums }, { user }) => {
      const given = asObject(body);
      const entry = objectOf({ id: required(text), checksum: required(text) });
      validate(given, { assets: required(listOf(entry)) }, generation);
      const results = (given.assets as readonly { id: string; checksum: string }[]).map(({ id, checksum }) => {
        const asset = checksums.find(user.id, normalizedChecksum(checksum));
        if (!asset) return { id, action: 'accept' };
        const isTrashed = asset.trashedAt !== null;
        return { id, action: 'reject', reason: 'duplicate', assetId: asset.id, isTrashed };
      });
      return json({ results });
    },
  },
];

/** A known checksum in the header is answered without reading the body; an unknown one is not compared with the body. */
function byChecksum({ headers, checksums }: EndpointRequest, { user }: Caller): Reply | undefined {
  const checksum = headers['x-immich-checksum'];
  if (typeof checksum !== 'string' || checksum === '') return undefined;
  const known = checksums.find(user.id, normalizedChecksum(checksum));
  return known && duplicateOf(known);
}

const duplicateOf = ({ id }: Asset): Reply => json({ status: 'duplicate', id });

/** Immich sees a `filename` field only if it came before the file, and then takes it for the name of every file. */
function acceptFile(field: string, partName: string, { filename }: Readonly<Record<string, string>>): void {
  const name = filename || partName;
  const isWanted = field === 'sidecarData' ? isSidecar(name) : field === 'assetData' && isAccepted(name);
  if (!isWanted) throw new HttpError(400, `Unsupported file type ${name}`);
}

const COMMON: Readonly<Record<string, Check>> = {
  fileCreatedAt: required(dateTime),
  fileModifiedAt: required(dateTime),
  filename: text,
  isFavorite: fromUrl(boolean),
  visibility: oneOf('archive', 'timeline', 'hidden', 'locked'),
  livePhotoVideoId: uuid,
};

const FIELDS: Readonly<Record<Generation, Readonly<Record<string, Check>>>> = {
  v2: { deviceAssetId: filledText, deviceId: filledText, ...COMMON, duration: text },
  v3: { ...COMMON, duration: fromUrl(integer(0, Number.MAX_SAFE_INTEGER)) },
};

async function metadataOf({ files: { assetData, sidecarData } }: Form): Promise<ReadMetadata> {
  return {
    file: assetData ? await readPicture(assetData.content) : {},
    sidecar: sidecarData ? await readSidecar(sidecarData.content) : {},
  };
}

/** Nothing waits in here, so of several uploads of the same bytes only one makes an asset. */
function receive(request: EndpointRequest, caller: Caller, form: Form, metadata: ReadMetadata): Reply {
  const { files, generation, checksums } = request;
  let isKept = false;
  try {
    validate(form.fields, FIELDS[generation], generation);
    const content = form.files.assetData?.content;
    if (!content) throw new HttpError(400, 'Field(s) assetData should not be empty');
    if (content.size === 0 && generation === 'v3') throw new HttpError(400, 'File is empty');
    requireQuota(request, caller, content.size);
    const known = checksums.find(caller.user.id, content.sha1().toString('base64'));
    isKept = known === undefined;
    const asset = known ?? store(request, caller, form);
    if (!known) request.jobs.add(() => process(request, asset.id, metadata));
    addToLink(request, caller, asset);
    return known ? duplicateOf(known) : created({ id: asset.id, status: 'created' });
  } finally {
    for (const [field, { content }] of Object.entries(form.files)) {
      if (!isKept || field !== 'assetData') files.discard(content);
    }
  }
}

function requireQuota(request: EndpointRequest, { user }: Caller, size: number): void {
  if (user.quotaBytes === null || quotaUsage(request, user.id) + size <= user.quotaBytes) return;
  throw new HttpError(400, 'Quota has been exceeded!');
}

function store({ changes, library }: EndpointRequest, { user }: Caller, { fields, files }: Form): Asset {
  const { assetData } = files;
  const videoId = fields.livePhotoVideoId;
  if (videoId !== undefined) requireVideo(library, videoId, user.id);
  const duration = Number(fields.duration);
  const asset = changes.receiveUpload({
    owner: user.name,
    originalFileName: fields.filename || (assetData?.fileName ?? ''),
    ...(assetData && { content: assetData.content }),
    fileCreatedAt: fields.fileCreatedAt ?? '',
    fileModifiedAt: fields.fileModifiedAt ?? '',
    isFavorite: fields.isFavorite === 'true',
    visibility: (fields.visibility ?? 'timeline') as Asset['visibility'],
    ...(videoId !== undefined && { livePhotoVideoId: videoId }),
    ...(Number.isInteger(duration) && { duration }),
  });
  if (videoId !== undefined) changes.updateAsset(videoId, { visibility: 'hidden' });
  return asset;
}

/** A busy server may get to it after the asset was deleted. */
function process({ changes, library }: EndpointRequest, id: string, metadata: ReadMetadata): void {
  if (library.assets.find(id)) changes.processUpload(id, metadata);
}

/** What comes by a link goes into its album, or among its assets; also a file that its owner had before. */
function addToLink({ changes }: EndpointRequest, { sharedLink }: Caller, { id }: Asset): void {
  if (!sharedLink) return;
  if (sharedLink.albumId === null) changes.addToSharedLink(sharedLink.id, id);
  else changes.addToAlbum(sharedLink.albumId, id);
}
