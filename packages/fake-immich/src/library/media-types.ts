/** Every file type that Immich 2.7 and 3.1 accept, by extension, with the media type they give it. */
const VIDEO: Readonly<Record<string, string>> = {
  '.3gp': 'video/3gpp',
  '.3gpp': 'video/3gpp',
  '.avi': 'video/avi',
  '.flv': 'video/x-flv',
  '.insv': 'video/mp4',
  '.m2t': 'video/mp2t',
  '.m2ts': 'video/mp2t',
  '.m4v': 'video/x-m4v',
  '.mkv': 'video/x-matroska',
  '.mov': 'video/quicktime',
  '.mp4': 'video/mp4',
  '.mpe': 'video/mpeg',
  '.mpeg': 'video/mpeg',
  '.mpg': 'video/mpeg',
  '.mts': 'video/mp2t',
  '.mxf': 'application/mxf',
  '.ts': 'video/mp2t',
  '.vob': 'video/mpeg',
  '.webm': 'video/webm',
  '.wmv': 'video/x-ms-wmv',
};

const WEB_IMAGE: Readonly<Record<string, string>> = {
  '.avif': 'image/avif',
  '.bmp': 'image/bmp',
  '.gif': 'image/gif',
  '.jpeg': 'image/jpeg',
  '.jpg': 'image/jpeg',
  '.png': 'image/png',
  '.webp': 'image/webp',
};

const RAW_EXTENSIONS =
  '3fr ari arw cap cin cr2 cr3 crw dcr dng erf fff iiq k25 kdc mrw nef nrw orf ori pef psd raf raw rw2 rwl sr2 srf srw x3f';

const RAW_IMAGE: Readonly<Record<string, string>> = Object.fromEntries(
  RAW_EXTENSIONS.split(' ').map((extension) => [`.${extension}`, `image/${extension}`]),
);

const OTHER_IMAGE: Readonly<Record<string, string>> = {
  '.heic': 'image/heic',
  '.heif': 'image/heif',
  '.hif': 'image/hif',
  '.insp': 'image/jpeg',
  '.jp2': 'image/jp2',
  '.jpe': 'image/jpeg',
  '.jxl': 'image/jxl',
  '.mpo': 'image/jpeg',
  '.svg': 'image/svg',
  '.tif': 'image/tiff',
  '.tiff': 'image/tiff',
};

const BY_EXTENSION: Readonly<Record<string, string>> = { ...WEB_IMAGE, ...RAW_IMAGE, ...OTHER_IMAGE, ...VIDEO };

/** The extensions that `GET /server/media-types` tells, in its order. */
export const mediaTypeExtensions: Readonly<Record<'video' | 'image' | 'sidecar', readonly string[]>> = {
  video: Object.keys(VIDEO),
  image: [...Object.keys(WEB_IMAGE), ...Object.keys(RAW_IMAGE), ...Object.keys(OTHER_IMAGE)],
  sidecar: ['.xmp'],
};

/** The part of a file name from its last dot, dot included; empty if there is none. Unlike `node:path`, `.jpg` is one. */
export const extensionOf = (name: string): string => {
  const dot = name.lastIndexOf('.');
  return dot < 0 ? '' : name.slice(dot);
};

/** The media type that Immich derives from a file name; it looks at the extension only. */
export const mediaTypeOf = (name: string): string =>
  BY_EXTENSION[extensionOf(name).toLowerCase()] ?? 'application/octet-stream';

/** Whether Immich takes this name for a sidecar. */
export const isSidecar = (name: string): boolean => extensionOf(name).toLowerCase() === '.xmp';

/** Whether Immich takes uploads of this name. */
export const isAccepted = (name: string): boolean => extensionOf(name).toLowerCase() in BY_EXTENSION;

/** Whether Immich files this name under videos. */
export const isVideo = (name: string): boolean => extensionOf(name).toLowerCase() in VIDEO;

/** Whether browsers show this image type, so that Immich gives the original where a full-size preview is asked for. */
export const isWebImage = (name: string): boolean => extensionOf(name).toLowerCase() in WEB_IMAGE;
