import type { ListingStore } from '@immich-webdav/core';
import { createListingStore } from '@immich-webdav/listing-store';
import type { Configuration } from '../configuration/configuration.ts';
import { userDataFolder } from './data-folder.ts';
import { storeIdentity } from './store-identity.ts';

type Warn = (message: string) => void;

/** Opens the store that the configuration asks for; it is in memory where this user has no folder for data. */
export async function openStore({ immich, store }: Configuration, onWarning: Warn): Promise<ListingStore> {
  const folder = store.folder ?? (await userDataFolder().catch(() => inMemory(onWarning)));
  return createListingStore({ folder, identity: storeIdentity(immich), memoryBytes: store.memoryBytes, onWarning });
}

function inMemory(onWarning: Warn): string {
  onWarning('This user has no home folder, so listings are kept in memory until the next start; set DATA_DIR.');
  return ':memory:';
}
