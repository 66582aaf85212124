import { eachInSlices, sortInSlices } from '../base/slices.ts';
import { byAge } from '../catalog/listing.ts';
import { extensionOf } from '../names/extension-of.ts';
import { splitExtension } from '../names/legal-name.ts';
import { createNameTable, type NameTable, nameBeside } from '../names/name-table.ts';
import type { Clock } from '../ports/clock.ts';
import type { NamedAsset } from '../ports/listing.ts';
import { beside } from '../presentation/presentation.ts';
import { renditionChoices, type Shown } from '../renditions/renditions.ts';
import { type AssetFile, type FilesOf, renditionFile, sidecarFile } from './asset-file.ts';
import type { WhatIsKnown } from './what-is-known.ts';

/** Most are of iPhones; what the library says of it comes first. */
const usualMotion = 'video/quicktime';

/** The video part of a live photo, as the library has it. */
function motionOf(mediaType = usualMotion): Shown & { readonly extension: string } {
  return { rendition: 'motion', extension: extensionOf(mediaType) ?? '.mov', mediaType };
}

/** Sidecars take longer to write than anything else here. */
const sidecarsAtOnce = 100;

const fromOldest = (a: NamedAsset, b: NamedAsset): number => byAge(a.asset, b.asset);
const byName = (a: AssetFile, b: AssetFile): number => (a.name < b.name ? -1 : 1);

/**
 * Under the name that the listing gives it, or as near as what is shown, what is beside it under the same stem, and those who came
 * before allow.
 */
function nameIn(
  names: NameTable,
  { name, asset }: NamedAsset,
  { extension, rendition }: Shown,
  beside: string | undefined,
): NamedAsset {
  if (extension === undefined && names.keep(name, beside)) return { name, asset };
  const wanted = extension === undefined ? name : splitExtension(name).stem + extension;
  return { name: names.claim(wanted, `${asset.id} ${rendition}`, beside), asset };
}

/**
 * The files of some members, with what is shown beside them, by name. Names are given from the oldest asset to the youngest, as in
 * listings: what is uploaded later renames nobody.
 */
export async function presentMembers(
  members: readonly NamedAsset[],
  known: WhatIsKnown,
  from: FilesOf,
  turns: Pick<Clock, 'sleep'>,
): Promise<readonly AssetFile[]> {
  const { shows, wants, without } = renditionChoices[from.presentation.rendition];
  const { motion: isPaired, sidecar } = beside(from.presentation);
  const names = createNameTable();
  const files: AssetFile[] = [];

  const present = (named: NamedAsset): void => {
    const { asset } = named;
    const wanted = wants(asset);
    const shown = known.hasNone(wanted, asset) ? without(asset) : shows(asset, known.mediaType(wanted, asset));
    if (!shown) return;
    const hasMotion = isPaired && asset.motionId !== undefined && !known.hasNone('motion', asset);
    const motion = hasMotion ? motionOf(known.mediaType('motion', asset)) : undefined;
    const still = nameIn(names, named, shown, motion?.extension);
    const file = renditionFile(still, shown, known.metadata(wanted, asset), from);
    files.push(file);
    if (motion) {
      const name = nameBeside(still.name, motion.extension);
      files.push(renditionFile({ name, asset }, motion, known.metadata('motion', asset), from));
    }
    if (!sidecar) return;
    const name = names.claim(`${file.name}${sidecar.extension}`, `${asset.id} sidecar`);
    const bytes = sidecar.write({ asset, ...known.labels(asset) });
    files.push(sidecarFile({ name, asset }, bytes, from));
  };
  const inOrder = await sortInSlices(members, fromOldest, turns);
  await eachInSlices(inOrder, present, turns, sidecar ? sidecarsAtOnce : undefined);
  return sortInSlices(files, byName, turns);
}
