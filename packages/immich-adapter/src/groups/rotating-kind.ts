import type { AssetGroup, ListOptions, RequestOptions } from '@immich-webdav/core';
import type { Account } from '../account/account.ts';
import type { ImmichAsset } from '../contract/immich.ts';
import type { JsonApi } from '../http/json-api.ts';
import { createRequestQueue } from '../http/request-queue.ts';
import { pagesInLine } from '../versions/in-line.ts';
import type { VersionLines } from '../versions/server-version.ts';
import type { VersionLine } from '../versions/version-line.ts';
import { createGroupDates, type GroupDates, type Undated } from './dated-groups.ts';
import type { Kind } from './kind.ts';
import { createRotation, marksOf, type Rotation, revisionWith } from './rotation.ts';

/** The requests of one kind of groups whose list does not change with their members. */
export interface RotatingKind {
  /** The groups; `revision` covers only the fields in the list. */
  readonly list: (options: RequestOptions) => Promise<readonly Undated[]>;
  /** Fingerprint of the members, without spaces. One request. */
  readonly ask: (id: string, options: RequestOptions) => Promise<string>;
  /** Finds the members, perhaps with partners' assets. */
  readonly find: (line: VersionLine, id: string, options: RequestOptions) => AsyncIterable<readonly ImmichAsset[]>;
}

export interface RotatingKindParts {
  readonly api: JsonApi;
  readonly lines: VersionLines;
  readonly account: Account;
  readonly now: () => number;
}

/** Groups of own assets whose members are checked in rotation, one group per refresh: n groups take at most n refreshes. */
export function createRotatingKind(kind: RotatingKind, { lines, account, now }: RotatingKindParts): Kind {
  // Overlapping polls would mix up the cached marks.
  const mutex = createRequestQueue(1);
  let state: { readonly rotation: Rotation; readonly memory: GroupDates } | undefined;
  /** Groups whose members were read before the first list. */
  const readEarly = new Set<string>();

  async function list(options: ListOptions): Promise<readonly AssetGroup[]> {
    const listed = await kind.list(options);
    state ??= begin(options.cached ?? []);
    await askReadEarly(state.rotation, options);
    const marks = await state.rotation.next(
      listed.map(({ id }) => id),
      options,
    );
    return state.memory.dated(
      listed.map((group) => ({ ...group, revision: revisionWith(group.revision, marks.get(group.id)) })),
    );
  }

  const begin = (cached: readonly AssetGroup[]) => ({
    rotation: createRotation(kind.ask, marksOf(cached)),
    memory: createGroupDates(cached, now),
  });

  async function askReadEarly(rotation: Rotation, options: RequestOptions): Promise<void> {
    for (const id of readEarly) {
      await rotation.askAgain(id, options);
      readEarly.delete(id);
    }
  }

  /** Refreshes the mark after a read: an older one would hide a change back to its state. */
  async function markMembers(id: string, options: RequestOptions): Promise<void> {
    if (state) await state.rotation.askAgain(id, options);
    else readEarly.add(id);
  }

  return {
    list: (options) => mutex(() => list(options), options),
    async *members({ id }, options) {
      const userId = await account.userId(options);
      const search = pagesInLine(lines, (line) => kind.find(line, id, options), options.signal);
      for await (const page of search) yield page.filter(({ ownerId }) => ownerId === userId);
      await markMembers(id, options);
    },
  };
}
