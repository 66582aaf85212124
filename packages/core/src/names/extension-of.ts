import { splitExtension, trailing, unnamed } from './legal-name.ts';

/** Extensions that are not in the name of their media type. */
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

/** `image/heic`, `video/x-m4v` and `image/x-canon-cr2` end with theirs. */
const inItself = /^(?:image|video)\/(?:[a-z0-9-]+-)?([a-z0-9]{2,4})$/;

/** The extension of a picture's or video's media type, with its dot; undefined where there is none that is known. */
export function extensionOf(mediaType: string): string | undefined {
  const [type = ''] = mediaType.toLowerCase().split(';');
  const known = extensions.get(type.trim()) ?? inItself.exec(type.trim())?.[1];
  return known?.replace(/^\.?/, '.');
}

/** A tail such as `.15` of a time, or `. Smith`, says nothing about a file's type. */
const extension = /^\.(?=[^.]*[a-z])[\w+-]+$/i;

/** A file name with the extension of its media type, where it has none itself. */
export function withExtension(fileName: string, mediaType: string): string {
  if (hasExtension(fileName)) return fileName;
  const ending = extensionOf(mediaType);
  const name = fileName.replace(trailing, '');
  const needsNone = ending === undefined || hasExtension(name) || name.toLowerCase() === ending;
  return needsNone ? fileName : `${name || unnamed}${ending}`;
}

const hasExtension = (name: string): boolean => extension.test(splitExtension(name).extension);
