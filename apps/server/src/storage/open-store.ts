import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { LibraryStore } from '@immich-webdav/core';
import { createListingStore, type ListingMemory } from '@immich-webdav/listing-store';
import type { Configuration } from '../configuration/configuration.ts';
import { userDataFolder } from './data-folder.ts';
import { keepFolderPrivate } from './private-folder.ts';

type Warn = (message: string) => void;

/** Opens the configured store. It is in memory if this user has no data folder. */
export async function openStore(
  { immich, store, content }: Configuration,
  memory: ListingMemory,
  onWarning: Warn,
): Promise<LibraryStore> {
  const folder = store.folder ?? (await userDataFolder().catch(() => inMemory(onWarning)));
  const holdsContent = (name: string): boolean =>
    name === 'content' || `${content.folder ?? ''}/`.startsWith(`${join(folder, name)}/`);
  const isOwn = (name: string): boolean => name.startsWith('listings.db') || name === 'users' || holdsContent(name);
  if (folder !== ':memory:') await keepFolderPrivate({ path: folder, isOwn }, onWarning);
  return createListingStore({ folder, identity: storeIdentity(immich, store.identity), memory, onWarning });
}

function inMemory(onWarning: Warn): string {
  onWarning('This user has no home folder, so listings are kept in memory until the next start; set DATA_DIR.');
  return ':memory:';
}

/** Identifies one library as one user sees it. Does not reveal the key. */
function storeIdentity({ url, apiKey }: Configuration['immich'], identity = apiKey): string {
  return createHash('sha256')
    .update(JSON.stringify([url, identity]))
    .digest('base64url');
}
