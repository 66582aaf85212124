import { replaceUnsafe } from './safe-characters.ts';

/** Bytes of UTF-8: 255 is what common file systems allow, and davfs2 adds seven to a name in its cache. */
export const maxNameBytes = 248;

/** What is called nothing. */
export const unnamed = 'unnamed';
/** What Windows drops from the end of a name. It is tried once for each run, lest a long one take a time that is its square. */
export const trailing: RegExp = /(?<![. ])[. ]+$/;
/** What a cut may leave behind. */
const trailingAfterCut = /(?<![. \u200c\u200d])[. \u200c\u200d]+$/;
/** `../up.jpg` and `.cache/up.jpg` name a file that is not hidden; cleaning would make it a hidden one. */
const hiddenFolder = /^\.(?=[^/\\]*[/\\])/;
/** Nearly all names, which need no more than a look; they may be a hundred thousand in a folder. */
const ordinary = /^\w(?:[\w ()-]*[\w()-])?(?:\.\w+)?$/;
/** Names that Windows keeps for devices, also in front of an extension. */
const device = /^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?= *(\.|$))/i;

export interface NameParts {
  readonly stem: string;
  /** With its dot; '' when there is none. */
  readonly extension: string;
}

/** Splits before the last dot; a leading dot or a tail of more than 16 characters is no extension. */
export function splitExtension(name: string): NameParts {
  const dot = name.lastIndexOf('.');
  const isExtension = dot > 0 && name.length - dot <= 17;
  return isExtension ? { stem: name.slice(0, dot), extension: name.slice(dot) } : { stem: name, extension: '' };
}

/** Length in bytes of a well-formed string in UTF-8. */
export function utf8Length(text: string): number {
  let bytes = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    // Each half of a surrogate pair stands for two of the pair's four bytes.
    bytes += unit < 0x80 ? 1 : unit < 0x800 || (unit >= 0xd800 && unit <= 0xdfff) ? 2 : 3;
  }
  return bytes;
}

function cut(text: string, bytes: number): string {
  let left = bytes;
  let end = 0;
  for (const character of text) {
    left -= utf8Length(character);
    if (left < 0) break;
    end += character.length;
  }
  return text.slice(0, end).replace(trailingAfterCut, '');
}

/** Puts a suffix between stem and extension and shortens the stem until the whole fits. */
export function joinName({ stem, extension }: NameParts, suffix = ''): string {
  const room = maxNameBytes - utf8Length(suffix) - utf8Length(extension);
  return (utf8Length(stem) <= room ? stem : cut(stem, room) || '_') + suffix + extension;
}

/**
 * A name that Windows, macOS and Linux accept, as close to the given one as that allows: Unicode form NFC, refused and deceptive
 * characters replaced by `_`, no trailing dot or space, no device name, at most 248 bytes of UTF-8, the extension kept. It begins
 * with a dot only if the given one does and is not a path.
 */
export function legalName(verbatim: string): string {
  if (verbatim.length <= maxNameBytes && ordinary.test(verbatim) && !device.test(verbatim)) return verbatim;
  const wellFormed = verbatim.toWellFormed().normalize('NFC').replace(hiddenFolder, '_.');
  const clean = replaceUnsafe(wellFormed).replace(trailing, '');
  return joinName(splitExtension((clean || unnamed).replace(device, '$1_')));
}
