import type { AssetGroup, Rendition, SourceKind, WriteAbility } from '@immich-webdav/core';
import { createAccount, readPermissions } from './account/account.ts';
import { missingFor, notGranted } from './account/permissions.ts';
import { createAlbumLister } from './albums/list-albums.ts';
import { watchHints } from './hints/watch-hints.ts';
import { connectTo } from './http/connection.ts';
import { createJsonApi, type JsonApi } from './http/json-api.ts';
import { checkPathMap, type PathMapCheck } from './local-originals/check-path-map.ts';
import { RENDITIONS } from './media/renditions.ts';
import type { ImmichOptions } from './options.ts';
import { STACKS_PERMISSION } from './stacks/list-stacks.ts';
import { createVersionLines, readVersion } from './versions/server-version.ts';
import { WRITE_PERMISSIONS } from './writer/abilities.ts';

/** The result of a check of a server and an API key. */
export interface ImmichCheck {
  /** As in `3.1.0`. */
  readonly version: string;
  readonly permissions: {
    /** As Immich reports them; `all` stands for every one. */
    readonly granted: readonly string[];
    /** Needed but not granted. */
    readonly missing: readonly string[];
    /** The same by kind of group; kinds that lack nothing are absent. */
    readonly missingByKind: Readonly<Partial<Record<SourceKind, readonly string[]>>>;
    /** The same by rendition. */
    readonly missingByRendition: Readonly<Partial<Record<Rendition, readonly string[]>>>;
    /** The same for partners' assets, where those are read. */
    readonly missingForPartners: readonly string[];
    /** The same for stacks, where those are read. */
    readonly missingForStacks: readonly string[];
    /** The same for the wanted abilities. */
    readonly missingForWrites: readonly string[];
  };
  /** By how much Immich's clock is ahead of this machine's, in milliseconds, to about a second; absent where Immich sends no date. */
  readonly clockAheadMs?: number;
  /** How each mapping of `libraryPathMap` fits the library; absent when the key may not read assets. */
  readonly pathMap?: readonly PathMapCheck[];
  /** The albums that the user sees; absent when the key may not read albums. */
  readonly albums?: readonly AssetGroup[];
}

/** What the server does besides reading groups and originals. */
export interface MoreUse {
  readonly renditions?: readonly Rendition[];
  readonly stacks?: boolean;
  readonly writes?: readonly WriteAbility[];
}

/** Checks a server and its API key for some kinds of groups and what is done besides. Rejects with a `LibraryError`. */
export async function checkImmich(
  options: ImmichOptions,
  kinds: readonly SourceKind[] = ['album'],
  more: MoreUse = {},
): Promise<ImmichCheck> {
  const connection = connectTo(options);
  const api = createJsonApi(connection);
  try {
    const { major, minor, patch } = await readVersion(api);
    const granted = await readPermissions(api);
    const permissions = { granted, ...missingOf(kinds, more, granted, options.partners ?? false) };
    const mayRead = (permission: string): boolean => notGranted([permission], granted).length === 0;
    const found = {
      version: `${major}.${minor}.${patch}`,
      permissions,
      ...(await clockOf(api)),
      ...(mayRead('asset.read') && { pathMap: await checkPathMap(api, options.libraryPathMap ?? []) }),
    };
    if (!mayRead('album.read')) return found;
    const account = createAccount(api, Date.now);
    const albums = await createAlbumLister(api, createVersionLines(api, options.onWarning), account).list();
    return { ...found, albums };
  } finally {
    await connection.close();
  }
}

/** Reads the version of a server, as in `3.1.0`, and compares its clock. Needs no API key. Rejects with a `LibraryError`. */
export async function checkServer(
  options: Pick<ImmichOptions, 'url' | 'timeoutMs'>,
): Promise<Pick<ImmichCheck, 'version' | 'clockAheadMs'>> {
  const connection = connectTo({ ...options, credentials: () => undefined });
  const api = createJsonApi(connection);
  try {
    const { major, minor, patch } = await readVersion(api);
    return { version: `${major}.${minor}.${patch}`, ...(await clockOf(api)) };
  } finally {
    await connection.close();
  }
}

async function clockOf(api: JsonApi): Promise<Pick<ImmichCheck, 'clockAheadMs'>> {
  const { date } = await api.askTagged((client, init) => client.GET('/server/version', init));
  return date === undefined ? {} : { clockAheadMs: date - Date.now() };
}

function missingOf(kinds: readonly SourceKind[], more: MoreUse, granted: readonly string[], hasPartners: boolean) {
  const { renditions = [], stacks = false, writes = [] } = more;
  const byKind = lacking(kinds, (kind) => missingFor(kind, granted));
  const byRendition = lacking(renditions, (rendition) => notGranted(RENDITIONS[rendition].permissions, granted));
  const forPartners = hasPartners ? missingFor('partners', granted) : [];
  const forStacks = stacks ? notGranted([STACKS_PERMISSION], granted) : [];
  const forWrites = notGranted(
    writes.flatMap((ability) => WRITE_PERMISSIONS[ability]),
    granted,
  );
  const missing = [...byKind, ...byRendition].flatMap(([, names]) => names);
  return {
    missing: [...new Set([...missing, ...forPartners, ...forStacks, ...forWrites])],
    missingByKind: Object.fromEntries(byKind),
    missingByRendition: Object.fromEntries(byRendition),
    missingForPartners: forPartners,
    missingForStacks: forStacks,
    missingForWrites: forWrites,
  };
}

/** The ones with missing permissions, with these. */
const lacking = <T extends string>(all: readonly T[], missing: (one: T) => readonly string[]) =>
  all.map((one) => [one, missing(one)] as const).filter(([, names]) => names.length > 0);

const ANSWER_MS = 5000;

/** Connects to Immich's websocket once. Resolves with undefined if hints arrive, else with a sentence that gives the reason. */
export async function checkHints(options: ImmichOptions, answerMs: number = ANSWER_MS): Promise<string | undefined> {
  const connection = connectTo(options);
  const stop = new AbortController();
  try {
    return await new Promise((resolve) => {
      const timer = setTimeout(
        () => resolve('The websocket of Immich does not answer; changes show at the next refresh instead of at once.'),
        answerMs,
      );
      stop.signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
      watchHints(connection, { onHint: () => resolve(undefined), onWarning: resolve, signal: stop.signal });
    });
  } finally {
    stop.abort();
    await connection.close();
  }
}
