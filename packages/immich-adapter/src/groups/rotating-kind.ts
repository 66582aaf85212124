import type { AssetGroup, ListOptions, RequestOptions } from '@immich-webdav/core';
import type { Account } from '../account/account.ts';
import type { ImmichAsset } from '../contract/immich.ts';
import type { JsonApi } from '../http/json-api.ts';
import { createRequestQueue } from '../http/request-queue.ts';
import { pagesInLine } from '../versions/in-line.ts';
import type { VersionLines } from '../versions/server-version.ts';
import type { VersionLine } from '../versions/version-line.ts';
import { createGroupMemory, type GroupMemory, type Undated } from './dated-groups.ts';
import type { Kind } from './kind.ts';
import { createRotation, marksOf, type Rotation, revisionWith } from './rotation.ts';

/** What distinguishes a kind of groups that Immich lists without telling of their members. */
export interface RotatingKind {
  /** The groups; `revision` is what the list itself tells of changes. */
  readonly list: (options: RequestOptions) => Promise<readonly Undated[]>;
  /** A text without spaces that is another one when the members changed. One request. */
  readonly ask: (id: string, options: RequestOptions) => Promise<string>;
  /** Finds the members, and perhaps what partners have of the same. */
  readonly find: (line: VersionLine, id: string, options: RequestOptions) => AsyncIterable<readonly ImmichAsset[]>;
}

export interface RotatingKindParts {
  readonly api: JsonApi;
  readonly lines: VersionLines;
  readonly account: Account;
  readonly now: () => number;
}

/**
 * Groups of own assets whose members are asked for in turn, one group each cycle: with n groups, a member more or less is seen after
 * n cycles at the latest.
 */
export function createRotatingKind(kind: RotatingKind, { lines, account, now }: RotatingKindParts): Kind {
  // What is remembered between two polls must not be mixed up by a third.
  const inTurn = createRequestQueue(1);
  let state: { readonly rotation: Rotation; readonly memory: GroupMemory } | undefined;
  /** Groups whose members were read before any list was. */
  const readEarly = new Set<string>();

  async function list(options: ListOptions): Promise<readonly AssetGroup[]> {
    const listed = await kind.list(options);
    state ??= begin(options.cached ?? []);
    await askReadEarly(state.rotation, options);
    const marks = await state.rotation.turn(
      listed.map(({ id }) => id),
      options,
    );
    return state.memory.dated(
      listed.map((group) => ({ ...group, revision: revisionWith(group.revision, marks.get(group.id)) })),
    );
  }

  const begin = (known: readonly AssetGroup[]) => ({
    rotation: createRotation(kind.ask, marksOf(known)),
    memory: createGroupMemory(known, now),
  });

  async function askReadEarly(rotation: Rotation, options: RequestOptions): Promise<void> {
    for (const id of readEarly) {
      await rotation.askAgain(id, options);
      readEarly.delete(id);
    }
  }

  /** The mark that was asked last may be older than what was just read, and would hide a change that takes it back. */
  async function markMembers(id: string, options: RequestOptions): Promise<void> {
    if (state) await state.rotation.askAgain(id, options);
    else readEarly.add(id);
  }

  return {
    list: (options) => inTurn(() => list(options), options),
    async *members({ id }, options) {
      const userId = await account.userId(options);
      const search = pagesInLine(lines, (line) => kind.find(line, id, options), options.signal);
      for await (const page of search) yield page.filter(({ ownerId }) => ownerId === userId);
      await markMembers(id, options);
    },
  };
}
