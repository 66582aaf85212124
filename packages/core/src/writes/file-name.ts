import { LibraryError } from '../errors/library-error.ts';
import { legalName, splitExtension } from '../names/legal-name.ts';
import type { UploadRules } from '../ports/asset-writer.ts';

/** A name of a path, as it is stored. Throws `invalid-name` for one that some client could not show. */
export function requireLegal(name: string): string {
  const composed = name.normalize('NFC');
  if (legalName(composed) === composed) return composed;
  throw new LibraryError('invalid-name', `Use a name that every file system takes, such as '${legalName(composed)}'.`);
}

/** What systems and programs put beside photos under names that look like photos: `._IMG_1.jpg` of macOS, `~$a.jpg`, `.nfs0001`. */
const beside = /^(?:\._|\.~|~\$|\.nfs|\.goutputstream-|\.davfs\.tmp|\.syncthing\.)|_exiftool_tmp$/i;

/** Throws `unsupported-media-type` unless a name is that of a file that the library takes. */
export function requireTaken(name: string, rules: UploadRules): void {
  if (beside.test(name))
    throw new LibraryError('unsupported-media-type', 'This is no photo, but what a program put beside it.');
  const { extension } = splitExtension(name);
  if (rules.takes(extension.toLowerCase())) return;
  throw new LibraryError('unsupported-media-type', 'The library takes photos and videos only.');
}
