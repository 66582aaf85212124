import { eachInSlices } from '../listing/slices.ts';
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
  const { shown, stacked } = takeStacksApart(listing.members.filter(from.includes), from);
  const known = await readWhatIsKnown(listing, from, turns);
  const files = await presentMembers(shown, known, from, turns);
  const folders = new Map<string, readonly AssetFile[]>();
  for (const [name, members] of stacked) folders.set(name, await presentMembers(members, known, from, turns));
  return { list: files, byName: new Map(files.map((file) => [file.name, file])), stacked: folders };
}

/** Turns the assets of a listing into files. */
export function createFiles(listing: Listing, from: FilesOf, turns: Turns): Promise<Files> {
  return isPlain(from.presentation) ? createOriginals(listing, from, turns) : createPresented(listing, from, turns);
}
