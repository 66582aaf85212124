import { eachInSlices } from '../base/slices.ts';
import type { Clock } from '../ports/clock.ts';
import type { Listing, NamedAsset } from '../ports/listing.ts';
import { isPlain } from '../presentation/presentation.ts';
import { type AssetFile, type FilesOf, originalFile } from './asset-file.ts';
import { presentMembers } from './present-members.ts';
import { takeStacksApart } from './take-stacks-apart.ts';
import { readWhatIsKnown } from './what-is-known.ts';

/** The files of one collection by name, in order. */
export interface Files {
  readonly list: readonly AssetFile[];
  readonly byName: ReadonlyMap<string, AssetFile>;
  /** Those that are stacked behind a file, by the name of the folder that they get. */
  readonly stacked: ReadonlyMap<string, readonly AssetFile[]>;
}

type Turns = Pick<Clock, 'sleep'>;

/** Small ones, as most are, take no turns of their own. */
const stacksAtOnce = 50;

const noFolders: Files['stacked'] = new Map();

/** Originals and nothing else: names are as in the listing, and in its order. */
async function createOriginals(listing: Listing, from: FilesOf, turns: Turns): Promise<Files> {
  const files = new Map<string, AssetFile>();
  const add = (named: NamedAsset): void => {
    if (from.includes(named)) files.set(named.name, originalFile(named, from));
  };
  await eachInSlices(listing.members, add, turns);
  return { list: [...files.values()], byName: files, stacked: noFolders };
}

async function createPresented(listing: Listing, from: FilesOf, turns: Turns): Promise<Files> {
  const members: NamedAsset[] = [];
  await eachInSlices(listing.members, (member) => void (from.includes(member) && members.push(member)), turns);
  const { shown, stacked } = await takeStacksApart(members, from, turns);
  const known = await readWhatIsKnown(listing, from, turns);
  const list = await presentMembers(shown, known, from, turns);
  const byName = new Map<string, AssetFile>();
  await eachInSlices(list, (file) => void byName.set(file.name, file), turns);

  const folders = new Map<string, readonly AssetFile[]>();
  for (const [name, others] of stacked) {
    if (folders.size % stacksAtOnce === 0) await turns.sleep(0);
    folders.set(name, await presentMembers(others, known, from, turns));
  }
  return { list, byName, stacked: folders };
}

/** Turns the assets of a listing into files. */
export function createFiles(listing: Listing, from: FilesOf, turns: Turns): Promise<Files> {
  return isPlain(from.presentation) ? createOriginals(listing, from, turns) : createPresented(listing, from, turns);
}
