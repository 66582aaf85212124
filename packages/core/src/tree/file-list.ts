import { eachInSlices } from '../base/slices.ts';
import type { Clock } from '../ports/clock.ts';
import type { Listing, NamedAsset } from '../ports/listing.ts';
import type { FileResource } from '../ports/resource.ts';
import { isPlain } from '../presentation/presentation.ts';
import { type FileContext, originalFile, type PresentedFile } from './file-resource.ts';
import type { FileOrigin, FoundFile } from './found.ts';
import { presentFiles } from './present-files.ts';
import { readMetadata } from './read-metadata.ts';
import { separateStacks } from './separate-stacks.ts';

/** Files in order, found by name. */
export interface FileList {
  readonly groupId: string;
  readonly resources: readonly FileResource[];
  /** Where the bytes of each come from, in the same order. */
  readonly origins: readonly FileOrigin[];
  readonly positions: ReadonlyMap<string, number>;
}

/** The files of a listing. */
export interface ListedFiles {
  readonly shown: FileList;
  /** Files that are stacked behind another, by the name of the collection that holds them. */
  readonly stacked: ReadonlyMap<string, StackedFiles>;
}

export interface StackedFiles {
  readonly primaryId: string;
  readonly files: FileList;
}

export function findFile({ groupId, resources, origins, positions }: FileList, name: string): FoundFile | undefined {
  const at = positions.get(name) ?? -1;
  const [resource, origin] = [resources[at], origins[at]];
  return resource && origin && { kind: 'file', resource, origin, groupId };
}

type Sleep = Pick<Clock, 'sleep'>;

/** Small lists, as most stacks are, do not yield by themselves. */
const stacksAtOnce = 50;

const noStacks: ListedFiles['stacked'] = new Map();

/** Originals and nothing else: names and order are the listing's. */
async function listOriginals(listing: Listing, context: FileContext, clock: Sleep): Promise<ListedFiles> {
  const resources: FileResource[] = [];
  const origins: NamedAsset[] = [];
  const positions = new Map<string, number>();
  const add = (named: NamedAsset): void => {
    if (!context.includes(named)) return;
    positions.set(named.name, resources.length);
    resources.push(originalFile(named, context));
    origins.push(named);
  };
  await eachInSlices(listing.members, add, clock);
  return { shown: { groupId: context.groupId, resources, origins, positions }, stacked: noStacks };
}

async function toFileList(files: readonly PresentedFile[], groupId: string, clock: Sleep): Promise<FileList> {
  const positions = new Map<string, number>();
  await eachInSlices(files, ({ resource }) => void positions.set(resource.name, positions.size), clock);
  const resources = files.map(({ resource }) => resource);
  return { groupId, resources, origins: files.map(({ origin }) => origin), positions };
}

async function listPresented(listing: Listing, context: FileContext, clock: Sleep): Promise<ListedFiles> {
  const { groupId } = context;
  const members: NamedAsset[] = [];
  await eachInSlices(listing.members, (member) => void (context.includes(member) && members.push(member)), clock);
  const { shown, stacked } = await separateStacks(members, context, clock);
  const metadata = await readMetadata(listing, context, clock);
  const files = await presentFiles(shown, metadata, context, clock);
  const list = await toFileList(files, groupId, clock);

  const stacks = new Map<string, StackedFiles>();
  for (const [name, { primaryId, others }] of stacked) {
    if (stacks.size % stacksAtOnce === 0) await clock.sleep(0);
    const behind = await presentFiles(others, metadata, context, clock);
    stacks.set(name, { primaryId, files: await toFileList(behind, groupId, clock) });
  }
  return { shown: list, stacked: stacks };
}

/** The assets of a listing as files. */
export function listFiles(listing: Listing, context: FileContext, clock: Sleep): Promise<ListedFiles> {
  return isPlain(context.presentation)
    ? listOriginals(listing, context, clock)
    : listPresented(listing, context, clock);
}
