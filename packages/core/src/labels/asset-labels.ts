import { singleFlight } from '../base/concurrency.ts';
import { createDigest } from '../base/digest.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { LibraryContext } from '../catalog/context.ts';
import { labelKinds } from '../catalog/kinds.ts';
import { readStored } from '../catalog/read-stored.ts';
import { LibraryError } from '../errors/library-error.ts';
import type { AssetGroup } from '../ports/asset-source.ts';
import type { SidecarData } from '../ports/sidecar.ts';
import { changesSince, type LabelGroup, type LabelGroups } from './label-groups.ts';
import { createLabelIndex, type Given, type LabelIndex } from './label-index.ts';

export const noLabels: Labels = { people: [], tags: [] };

export type Labels = Omit<SidecarData, 'asset'>;

/** The labels of an asset, by its id. */
export type LabelsOf = (assetId: string) => Labels;

/** Who is on an asset and how it is labelled: what only groups tell. */
export interface AssetLabels {
  /** Another text when any label that is known changed, the same after a restart; none before they are read. */
  version(): string;
  /** What is known, once something is. It changes with a refresh only: that may take long, and nobody waits for it. */
  read(): Promise<LabelsOf>;
  /** Reads the groups that changed. */
  refresh(): Promise<void>;
}

/** What is known at one moment. */
interface Known {
  readonly version: string;
  readonly labelsOf: LabelsOf;
}

type NamesOf = LibraryContext['namesOf'];

const byId = (a: LabelGroup, b: LabelGroup): number => (a.group.id < b.group.id ? -1 : 1);

const toLabels = (all: readonly AssetGroup[], namesOf: NamesOf): Labels => ({
  people: all.filter(({ kind }) => kind === 'person').map(({ name }) => name),
  tags: all.filter(({ kind }) => kind === 'tag').map(namesOf),
});

function know(index: LabelIndex, groups: LabelGroups, namesOf: NamesOf): Known {
  const all = [...groups.values()].toSorted(byId);
  const digest = createDigest();
  for (const { stamp } of all) digest.add(stamp);
  const byLabel = new Map(all.map((one) => [one.label, one]));
  const read = (set: number): Labels => {
    const here = index.labelsOf(set).flatMap((label) => byLabel.get(label) ?? []);
    return toLabels(
      here.toSorted(byId).map(({ group }) => group),
      namesOf,
    );
  };
  const made = new Map<number, Labels>();
  const labelsOf: LabelsOf = (assetId) => {
    const set = index.setOf(assetId);
    const labels = made.get(set) ?? read(set);
    made.set(set, labels);
    return labels;
  };
  return { version: digest.hex(), labelsOf };
}

export function createAssetLabels(
  catalog: Catalog,
  { store, clock, signal, namesOf }: Pick<LibraryContext, 'store' | 'clock' | 'signal' | 'namesOf'>,
  isWanted: boolean,
): AssetLabels {
  let index = createLabelIndex(clock);
  let groups: LabelGroups = new Map();
  let known: Known | undefined;
  let seen: string | undefined;

  /** Reads the members of groups; what the store has lost is read from the library by the next refresh, and then again here. */
  async function* readMembers(changed: readonly LabelGroup[], lost: Set<string>): AsyncGenerator<Given> {
    for (const { label, group } of changed) {
      if (signal.aborted) throw new LibraryError('unavailable', 'The library is being closed.');
      const entry = catalog.entry(group.id);
      const listing = entry && (await readStored(catalog, store, entry));
      if (entry?.listing && !listing) lost.add(group.id);
      yield { label, members: listing?.members ?? [] };
    }
  }

  async function update(): Promise<void> {
    const entries = labelKinds.flatMap((kind) => catalog.entriesOf(kind));
    const { all, changed, taken } = changesSince(groups, entries, namesOf);
    if (known && changed.length === 0 && taken.size === 0) return;
    const lost = new Set<string>();
    index = await index.change(taken, readMembers(changed, lost));
    groups = new Map(all.map((one) => [one.group.id, lost.has(one.group.id) ? { ...one, stamp: '' } : one]));
    known = know(index, groups, namesOf);
  }

  const refresh = singleFlight(async () => {
    const now = labelKinds.map((kind) => catalog.generationOf(kind)).join(' ');
    if (!isWanted || now === seen) return;
    await update();
    seen = now;
  });

  return {
    version: () => known?.version ?? '',
    refresh,
    async read() {
      if (!known) await refresh();
      return known?.labelsOf ?? (() => noLabels);
    },
  };
}
