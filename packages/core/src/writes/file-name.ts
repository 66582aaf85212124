import { LibraryError } from '../errors/library-error.ts';
import { legalName, splitExtension } from '../names/legal-name.ts';
import type { UploadRules } from '../ports/asset-writer.ts';

/** A name of a path, as it is stored. Throws `invalid-name` for one that some client could not show. */
export function requireLegal(name: string): string {
  const composed = name.normalize('NFC');
  if (legalName(composed) === composed) return composed;
  throw new LibraryError('invalid-name', `Use a name that every file system takes, such as '${legalName(composed)}'.`);
}

/** Throws `unsupported-media-type` unless the library takes files with the extension of a name. */
export function requireTaken(name: string, rules: UploadRules): void {
  const { extension } = splitExtension(name);
  if (rules.takes(extension.toLowerCase())) return;
  throw new LibraryError('unsupported-media-type', 'The library takes photos and videos only.');
}
