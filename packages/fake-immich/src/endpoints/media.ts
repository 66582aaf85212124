import { HttpError, noAccess } from '../http/http-error.ts';
import { type MediaReply, type Reply, redirect } from '../http/reply.ts';
import type { Caller, EndpointRequest, Route } from '../http/route.ts';
import { boolean, type Check, fromUrl, oneOf, uuid, validate } from '../http/validation.ts';
import { mayRead } from '../library/access.ts';
import { extensionOf, isVideo, isWebImage, mediaTypeOf } from '../library/media-types.ts';
import type { Asset, DerivedFile } from '../library/records.ts';
import type { Generation } from '../version.ts';

/** Files: originals, derived images, playable videos. What may not be read is not found here, as on a real server. */
export const mediaRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/api/assets/:id/original',
    sharedLink: ['v2', 'v3'],
    access: 'permission',
    permission: 'asset.download',
    handle: (request, caller) => {
      if (caller.sharedLink?.allowDownload === false) throw noDownload(request.generation);
      const asset = readableAsset(request, caller, { edited: fromUrl(boolean) });
      return request.query.edited === 'true' && asset.edited ? editedFile(asset, asset.edited) : original(asset);
    },
  },
  {
    method: 'GET',
    path: '/api/assets/:id/thumbnail',
    sharedLink: ['v2', 'v3'],
    access: 'permission',
    permission: 'asset.view',
    handle: (request, caller) => {
      const size = request.query.size ?? 'thumbnail';
      const asset = readableAsset(request, caller, { size: oneOf('original', 'fullsize', 'preview', 'thumbnail') });
      return THUMBNAILS[size]?.(asset) ?? mediaNotFound();
    },
  },
  {
    method: 'GET',
    path: '/api/assets/:id/video/playback',
    sharedLink: ['v2', 'v3'],
    access: 'permission',
    permission: 'asset.view',
    handle: (request, caller) => {
      const asset = readableAsset(request, caller);
      if (!isVideo(asset.originalFileName)) throw notFound();
      const { fileName: _, ...reply } = asset.transcoded
        ? derivedFile(asset.transcoded, 'video/mp4', '')
        : original(asset);
      return reply;
    },
  },
];

/** What each `size` of a thumbnail gives. Browsers' formats go to the original; where full size was not made, to the preview. */
const THUMBNAILS: Readonly<Record<string, (asset: Asset) => Reply | undefined>> = {
  original: () => redirect('original?'),
  fullsize: (asset) => {
    if (isWebImage(asset.originalFileName)) return redirect('original?');
    return asset.fullsize
      ? derivedFile(asset.fullsize, 'image/jpeg', `${baseName(asset)}_fullsize.jpeg`)
      : redirect(`/api/assets/${asset.id}/thumbnail?size=preview`);
  },
  preview: (asset) =>
    asset.preview ? derivedFile(asset.preview, 'image/jpeg', `${baseName(asset)}_preview.jpeg`) : undefined,
  thumbnail: (asset) =>
    asset.thumbnail ? derivedFile(asset.thumbnail, 'image/webp', `${baseName(asset)}_thumbnail.webp`) : undefined,
};

const notFound = (): HttpError => new HttpError(404, 'Not Found');

const noDownload = (generation: Generation): HttpError =>
  generation === 'v2'
    ? new HttpError(400, noAccess('asset.download').message, undefined, { 'Cache-Control': 'none' })
    : notFound();

function mediaNotFound(): never {
  throw new HttpError(404, 'Asset media not found');
}

function readableAsset(
  { library, params, query, generation }: EndpointRequest,
  caller: Caller,
  checks: Readonly<Record<string, Check>> = {},
): Asset {
  validate({ ...query, ...params }, { id: uuid, ...checks }, generation);
  const asset = library.assets.find(params.id ?? '');
  if (!asset || !mayRead(library, caller, asset)) throw notFound();
  return asset;
}

function original(asset: Asset): MediaReply {
  if (asset.isFileMissing || !asset.content.exists()) throw notFound();
  return {
    kind: 'media',
    content: asset.content,
    mediaType: mediaTypeOf(asset.originalFileName),
    modifiedAt: asset.fileModifiedAt,
    fileName: `${baseName(asset)}${extensionOf(asset.originalFileName)}`,
  };
}

const editedFile = (asset: Asset, file: DerivedFile): MediaReply =>
  derivedFile(file, 'image/jpeg', `${baseName(asset)}.jpeg`);

const derivedFile = (file: DerivedFile, mediaType: string, fileName: string): MediaReply => ({
  kind: 'media',
  content: file.content,
  mediaType,
  modifiedAt: file.modifiedAt,
  fileName,
});

/** The file name without directories and extension. */
function baseName(asset: Asset): string {
  const name = asset.originalFileName.slice(asset.originalFileName.lastIndexOf('/') + 1);
  return name.slice(0, name.length - extensionOf(name).length);
}
