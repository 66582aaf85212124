/** Longest name in bytes of UTF-8: common file systems allow 255, and davfs2 adds seven to a name in its cache. */
export const maxNameBytes = 248;

/** Name for an empty name. */
export const unnamed = 'unnamed';
/** Dots and spaces that Windows drops from the end of a name. The lookbehind avoids quadratic time for long runs. */
export const trailing: RegExp = /(?<![. ])[. ]+$/;
/** Trailing characters to drop after a cut. */
const trailingAfterCut = /(?<![. \u200c\u200d])[. \u200c\u200d]+$/;
/** Start of `../up.jpg` or `.cache/up.jpg`: the file is not hidden, but its cleaned name would be. */
const hiddenParent = /^\.(?=[^/\\]*[/\\])/;
/** Fast path for names that need no change, because a collection may have a hundred thousand. */
const ordinary = /^\w(?:[\w ()-]*[\w()-])?(?:\.\w+)?$/;
/** Names that Windows reserves for devices, also before an extension. */
const device = /^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?= *(\.|$))/i;

/** Characters that Windows refuses, control characters, and characters that XML 1.0 cannot hold. */
const refused = /[<>:"/\\|?*\p{Cc}\ufffe\uffff]/gu;

/**
 * Invisible characters that change how a name reads: marks of direction, which make `gpj.exe` look like `exe.jpg`, line breaks, spaces
 * of no width, and fillers.
 */
const deceptive =
  /[\p{Bidi_Control}\u2028\u2029\u200b\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb\u00ad\u115f\u1160\u180e\u3164\uffa0]|\u034f|\u17b4|\u17b5/gu;

/** Joiners belong in emoji and in some scripts; elsewhere they make two names look the same. */
const strayJoiners = /(?<=[\p{ASCII}]|^)[\u200c\u200d]+|(?<![\u200c\u200d])[\u200c\u200d]+(?=[\p{ASCII}]|$)/gu;

/** Replaces each character that is refused or deceptive by `_`. */
const replaceUnsafe = (text: string): string =>
  text.replace(refused, '_').replace(deceptive, '_').replace(strayJoiners, '_');

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

/** Inserts a suffix before the extension and shortens the stem to fit `maxNameBytes`. */
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
  const wellFormed = verbatim.toWellFormed().normalize('NFC').replace(hiddenParent, '_.');
  const clean = replaceUnsafe(wellFormed).replace(trailing, '');
  return joinName(splitExtension((clean || unnamed).replace(device, '$1_')));
}
