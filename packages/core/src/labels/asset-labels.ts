import { singleFlight } from '../base/concurrency.ts';
import { createDigest } from '../base/digest.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { LibraryContext } from '../catalog/context.ts';
import { labelKinds } from '../catalog/kinds.ts';
import { readStored } from '../catalog/read-stored.ts';
import { LibraryError } from '../errors/library-error.ts';
import type { AssetGroup } from '../ports/asset-group.ts';
import type { SidecarData } from '../ports/sidecar.ts';
import { changesSince, type LabelGroup, type LabelGroups } from './label-groups.ts';
import { createLabelIndex, type Given, type LabelIndex } from './label-index.ts';

export const noLabels: Labels = { people: [], tags: [] };

export type Labels = Omit<SidecarData, 'asset'>;

/** Returns the labels of an asset. */
export type LabelsOf = (assetId: string) => Labels;

/** People and tags of assets, which follow from the members of groups. */
export interface AssetLabels {
  /** Opaque fingerprint of all labels. Stable across restarts; empty until the first read. */
  fingerprint(): string;
  /** Cached labels; waits for the first refresh only, since a refresh may take long. */
  read(): Promise<LabelsOf>;
  /** Reads the groups that changed. */
  refresh(): Promise<void>;
}

/** All labels at one moment. */
interface LabelSnapshot {
  readonly fingerprint: string;
  readonly labelsOf: LabelsOf;
}

type NamesOf = LibraryContext['namesOf'];

const byId = (a: LabelGroup, b: LabelGroup): number => (a.group.id < b.group.id ? -1 : 1);

const toLabels = (all: readonly AssetGroup[], namesOf: NamesOf): Labels => ({
  people: all.filter(({ kind }) => kind === 'person').map(({ name }) => name),
  tags: all.filter(({ kind }) => kind === 'tag').map(namesOf),
});

function snapshotOf(index: LabelIndex, groups: LabelGroups, namesOf: NamesOf): LabelSnapshot {
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
  return { fingerprint: digest.hex(), labelsOf };
}

export function createAssetLabels(
  catalog: Catalog,
  { store, clock, signal, namesOf }: Pick<LibraryContext, 'store' | 'clock' | 'signal' | 'namesOf'>,
  isWanted: boolean,
): AssetLabels {
  let index = createLabelIndex(clock);
  let groups: LabelGroups = new Map();
  let snapshot: LabelSnapshot | undefined;
  let seen: string | undefined;

  /** Reads the members of groups. A listing that the store has lost is fetched by the next refresh, and then read here. */
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
    if (snapshot && changed.length === 0 && taken.size === 0) return;
    const lost = new Set<string>();
    index = await index.change(taken, readMembers(changed, lost));
    groups = new Map(all.map((one) => [one.group.id, lost.has(one.group.id) ? { ...one, stamp: '' } : one]));
    snapshot = snapshotOf(index, groups, namesOf);
  }

  const refresh = singleFlight(async () => {
    const now = labelKinds.map((kind) => catalog.generationOf(kind)).join(' ');
    if (!isWanted || now === seen) return;
    await update();
    seen = now;
  });

  return {
    fingerprint: () => snapshot?.fingerprint ?? '',
    refresh,
    async read() {
      if (!snapshot) await refresh();
      return snapshot?.labelsOf ?? (() => noLabels);
    },
  };
}
