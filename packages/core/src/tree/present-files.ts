import { eachInSlices, sortInSlices } from '../base/slices.ts';
import { byAge } from '../catalog/listing.ts';
import { extensionOf } from '../names/extension-of.ts';
import { splitExtension } from '../names/legal-name.ts';
import { createNameTable, type NameTable, nameBeside } from '../names/name-table.ts';
import type { Clock } from '../ports/clock.ts';
import type { NamedAsset } from '../ports/listing.ts';
import { beside } from '../presentation/presentation.ts';
import { renditionChoices, type Shown } from '../renditions/renditions.ts';
import { type FileContext, type PresentedFile, renditionFile, sidecarFile } from './file-resource.ts';
import type { CachedMetadata } from './read-metadata.ts';

/** Until the metadata of a film is cached: most live photos are from iPhones. */
const usualFilmType = 'video/quicktime';

/** The video part of a live photo. */
function filmOf(mediaType = usualFilmType): Shown & { readonly extension: string } {
  return { rendition: 'motion', extension: extensionOf(mediaType) ?? '.mov', mediaType };
}

/** Sidecars take longer to write than anything else here. */
const sidecarsAtOnce = 100;

const fromOldest = (a: NamedAsset, b: NamedAsset): number => byAge(a.asset, b.asset);
const byName = (a: PresentedFile, b: PresentedFile): number => (a.resource.name < b.resource.name ? -1 : 1);

/**
 * The asset under the name of its listing, with the extension of what is shown. A suffix is added where an older asset has that
 * name, or the one of the film beside it.
 */
function nameIn(
  names: NameTable,
  { name, asset }: NamedAsset,
  { extension, rendition }: Shown,
  film: string | undefined,
): NamedAsset {
  if (extension === undefined && names.keep(name, film)) return { name, asset };
  const wanted = extension === undefined ? name : splitExtension(name).stem + extension;
  return { name: names.claim(wanted, `${asset.id} ${rendition}`, film), asset };
}

/**
 * The files of some members, with films and sidecars beside them, by name. Names are given from the oldest asset to the youngest, as
 * in listings: a later upload renames no file.
 */
export async function presentFiles(
  members: readonly NamedAsset[],
  metadata: CachedMetadata,
  context: FileContext,
  clock: Pick<Clock, 'sleep'>,
): Promise<readonly PresentedFile[]> {
  const { shows, wants, without } = renditionChoices[context.presentation.rendition];
  const { motion: isPaired, sidecar } = beside(context.presentation);
  const names = createNameTable();
  const files: PresentedFile[] = [];

  const present = (named: NamedAsset): void => {
    const { asset } = named;
    const wanted = wants(asset);
    const shown = metadata.hasNone(wanted, asset) ? without(asset) : shows(asset, metadata.mediaType(wanted, asset));
    if (!shown) return;
    const hasFilm = isPaired && asset.motionId !== undefined && !metadata.hasNone('motion', asset);
    const wantedFilm = hasFilm ? filmOf(metadata.mediaType('motion', asset)) : undefined;
    const film = wantedFilm && context.excludes(wantedFilm.extension) ? undefined : wantedFilm;
    const still = nameIn(names, named, shown, film?.extension);
    files.push(renditionFile(still, shown, metadata.of(wanted, asset), context));
    if (film) {
      const name = nameBeside(still.name, film.extension);
      files.push(renditionFile({ name, asset }, film, metadata.of('motion', asset), context));
    }
    if (!sidecar || context.excludes(sidecar.extension)) return;
    const name = names.claim(`${still.name}${sidecar.extension}`, `${asset.id} sidecar`);
    const bytes = sidecar.write({ asset, ...metadata.labels(asset) });
    files.push(sidecarFile({ name, asset }, bytes, context));
  };
  const inOrder = await sortInSlices(members, fromOldest, clock);
  await eachInSlices(inOrder, present, clock, sidecar ? sidecarsAtOnce : undefined);
  return sortInSlices(files, byName, clock);
}
