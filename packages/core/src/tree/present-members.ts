import { byAge } from '../listing/listing.ts';
import { eachInSlices } from '../listing/slices.ts';
import { splitExtension } from '../names/legal-name.ts';
import { createNameTable, type NameTable } from '../names/name-table.ts';
import type { RenditionFacts } from '../ports/asset.ts';
import type { Clock } from '../ports/clock.ts';
import type { NamedAsset } from '../ports/listing.ts';
import { noLabels } from '../presentation/labels.ts';
import { beside } from '../presentation/presentation.ts';
import { renditionChoices, type Shown } from '../presentation/renditions.ts';
import { type AssetFile, type FilesOf, renditionFile, sidecarFile } from './asset-file.ts';
import type { WhatIsKnown } from './what-is-known.ts';

/** A file that is to be: what it shows, and how it wants to be called. */
interface Draft {
  readonly named: NamedAsset;
  readonly shown: Shown;
  readonly facts: RenditionFacts | undefined;
  readonly name: string;
}

const motion: Shown = { rendition: 'motion', extension: '.mov', mediaType: 'video/quicktime' };

const draft = (named: NamedAsset, shown: Shown, facts: RenditionFacts | undefined): Draft => {
  const { extension } = shown;
  const name = extension === undefined ? named.name : splitExtension(named.name).stem + extension;
  return { named, shown, facts, name };
};

/** Names for all: who is called as in the listing keeps that, the others claim theirs from the oldest to the youngest. */
function nameDrafts(drafts: readonly Draft[], table: NameTable): ReadonlyMap<Draft, string> {
  const names = new Map<Draft, string>();
  const isAsListed = ({ name, named }: Draft): boolean => name === named.name;
  for (const one of drafts.filter(isAsListed)) if (table.keep(one.name)) names.set(one, one.name);
  for (const one of drafts.filter((other) => !names.has(other)).sort((a, b) => byAge(a.named.asset, b.named.asset)))
    names.set(one, table.claim(one.name, `${one.named.asset.id} ${one.shown.rendition}`));
  return names;
}

/** Sidecars take longer to write than anything else here. */
const sidecarsAtOnce = 100;

/** The files of some members, with what is shown beside them. */
export async function presentMembers(
  members: readonly NamedAsset[],
  known: WhatIsKnown,
  from: FilesOf,
  turns: Pick<Clock, 'sleep'>,
): Promise<AssetFile[]> {
  const { shows, wants } = renditionChoices[from.presentation.rendition];
  const { motion: isPaired, sidecar } = beside(from.presentation);
  const drafts: Draft[] = [];
  const add = (named: NamedAsset): void => {
    const { asset } = named;
    const facts = known.facts(wants(asset), asset);
    drafts.push(draft(named, shows(asset, facts), facts));
    if (isPaired && asset.motionId !== undefined) drafts.push(draft(named, motion, known.facts('motion', asset)));
  };
  await eachInSlices(members, add, turns);

  const names = nameDrafts(drafts, createNameTable());
  const files: AssetFile[] = [];
  const make = (one: Draft): void => {
    const { named, shown, facts, name } = one;
    const file = renditionFile({ ...named, name: names.get(one) ?? name }, shown, facts, from);
    files.push(file);
    if (!sidecar || shown === motion) return;
    const { asset } = named;
    files.push(sidecarFile(file, sidecar.write({ asset, ...(known.labels(asset) ?? noLabels) }), from));
  };
  await eachInSlices(drafts, make, turns, sidecar ? sidecarsAtOnce : undefined);
  return files;
}
