import { splitExtension, trailing, unnamed } from './legal-name.ts';

/** Extensions that differ from the subtype of their media type. */
const extensions: ReadonlyMap<string, string> = new Map([
  ['image/jpeg', '.jpg'],
  ['image/svg+xml', '.svg'],
  ['video/3gpp', '.3gp'],
  ['video/mp2t', '.ts'],
  ['video/mpeg', '.mpg'],
  ['video/quicktime', '.mov'],
  ['video/x-matroska', '.mkv'],
  ['video/x-msvideo', '.avi'],
]);

/** Media types that end with their extension: `image/heic`, `video/x-m4v`, `image/x-canon-cr2`. */
const inItself = /^(?:image|video)\/(?:[a-z0-9-]+-)?([a-z0-9]{2,4})$/;

/** The extension of an image or video media type, with its dot; undefined for other media types. */
export function extensionOf(mediaType: string): string | undefined {
  const [type = ''] = mediaType.toLowerCase().split(';');
  const found = extensions.get(type.trim()) ?? inItself.exec(type.trim())?.[1];
  return found?.replace(/^\.?/, '.');
}

/** Does not match tails that are no extension, such as `.15` of a time, or `. Smith`. */
const extension = /^\.(?=[^.]*[a-z])[\w+-]+$/i;

/** Appends the extension of the media type to a file name that has none. */
export function withExtension(fileName: string, mediaType: string): string {
  if (hasExtension(fileName)) return fileName;
  const ending = extensionOf(mediaType);
  const name = fileName.replace(trailing, '');
  const needsNone = ending === undefined || hasExtension(name) || name.toLowerCase() === ending;
  return needsNone ? fileName : `${name || unnamed}${ending}`;
}

const hasExtension = (name: string): boolean => extension.test(splitExtension(name).extension);
