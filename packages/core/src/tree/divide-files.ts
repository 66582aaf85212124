import { eachInSlices } from '../base/slices.ts';
import type { Clock } from '../ports/clock.ts';
import type { CollectionResource } from '../ports/resource.ts';
import { dayTaken } from '../views/day.ts';
import { createContainer } from './container.ts';
import { type FileList, findFile, type ListedFiles } from './file-list.ts';
import type { Collection } from './found.ts';
import { createOverlay } from './overlay.ts';

/** A collection inside another, as old and as new as that one. */
function within({ count: _count, ...outer }: CollectionResource, name: string, id = name): CollectionResource {
  return {
    ...outer,
    id: `${outer.id}/${id}`,
    name,
    path: [...outer.path, name],
    etag: `${outer.etag}-${name}`,
  };
}

/** A collection of given files, which were made for another path. */
function createDivision(resource: CollectionResource, files: FileList): Collection {
  let moved: FileList | undefined;
  /** At first use: there may be many parts, of which few are opened. */
  function move(): FileList {
    const resources = files.resources.map((file) => ({ ...file, path: [...resource.path, file.name] }));
    moved ??= { ...files, resources };
    return moved;
  }
  return {
    kind: 'collection',
    resource: { ...resource, count: files.resources.length },
    members: async () => (moved ?? move()).resources,
    find: async (name) => findFile(moved ?? move(), name),
  };
}

/** The files at some positions. */
function pick({ groupId, resources, origins }: FileList, positions: readonly number[]): FileList {
  const picked = positions.flatMap((at) => resources[at] ?? []);
  return {
    groupId,
    resources: picked,
    origins: positions.flatMap((at) => origins[at] ?? []),
    positions: new Map(picked.map(({ name }, at) => [name, at])),
  };
}

function inNumberedParts(
  resource: CollectionResource,
  files: FileList,
  positions: readonly number[],
  most: number,
): Collection {
  const count = Math.ceil(positions.length / most);
  const digits = String(count).length;
  const parts = Array.from({ length: count }, (_, at) => {
    const part = within(resource, String(at + 1).padStart(digits, '0'), String(at + 1));
    return createDivision(part, pick(files, positions.slice(at * most, (at + 1) * most)));
  });
  return createContainer(resource, parts);
}

/**
 * Divides files by the day on which they were taken, and the files of a day with too many into numbered parts. The collection of one
 * day, as a timeline has them, is divided into numbered parts at once.
 */
async function splitByDay(
  resource: CollectionResource,
  files: FileList,
  most: number,
  clock: Pick<Clock, 'sleep'>,
): Promise<Collection> {
  const days = new Map<string, number[]>();
  const put = (at: number): void => {
    const asset = files.origins[at]?.asset;
    if (!asset) return;
    const { date } = dayTaken(asset);
    const day = days.get(date) ?? [];
    day.push(at);
    days.set(date, day);
  };
  await eachInSlices([...files.origins.keys()], put, clock);
  if (days.size === 1 && days.has(resource.name))
    return inNumberedParts(resource, files, [...files.origins.keys()], most);
  const collections = [...days].map(([date, ofDay]) => {
    const day = within(resource, date);
    return ofDay.length > most ? inNumberedParts(day, files, ofDay, most) : createDivision(day, pick(files, ofDay));
  });
  return createContainer(resource, collections);
}

export interface Division {
  /** A collection of more files is split. */
  readonly splitAt: number;
  readonly clock: Pick<Clock, 'sleep'>;
}

/** Puts files that are too many for one collection into several, and stacked ones into collections beside them. */
export async function divideFiles(
  resource: CollectionResource,
  { shown, stacked }: ListedFiles,
  { splitAt, clock }: Division,
): Promise<Collection> {
  const isSplit = shown.resources.length > splitAt;
  const files = isSplit ? await splitByDay(resource, shown, splitAt, clock) : createDivision(resource, shown);
  if (stacked.size === 0) return files;
  const stacks: Collection[] = [];
  await eachInSlices(
    [...stacked],
    ([name, stack]) =>
      void stacks.push(createDivision(within(resource, name, `stack/${stack.primaryId}`), stack.files)),
    clock,
  );
  return createOverlay(resource, files, stacks, clock);
}
