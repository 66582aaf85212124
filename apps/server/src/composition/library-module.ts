import { createContentCache } from '@immich-webdav/content-cache';
import { createPhotoLibrary, createSlots } from '@immich-webdav/core';
import { createImmichSource, createRequestQueue } from '@immich-webdav/immich-adapter';
import { createListingMemory } from '@immich-webdav/listing-store';
import { xmpSidecars } from '@immich-webdav/xmp-sidecar';
import { ContainerModule } from 'inversify';
import { privateContentFolder } from '../storage/content-folder.ts';
import { createDiskStaging } from '../storage/disk-staging.ts';
import { createLazyStore } from '../storage/lazy-store.ts';
import { openStore } from '../storage/open-store.ts';
import { uploadsFolder } from '../storage/uploads-folder.ts';
import { Token } from './token.ts';

/** For requests other than listings and downloads, such as those for the sizes of renditions. */
export const spareConnections = 16;

/** What all libraries share, so that many need no more than one. */
export const sharedModule: ContainerModule = new ContainerModule(({ bind }) => {
  bind(Token.ListingMemory).toResolvedValue(
    ({ store }) => createListingMemory(store.memoryBytes),
    [Token.Configuration],
  );
  bind(Token.RequestQueue).toResolvedValue(
    ({ immich }) => createRequestQueue(immich.concurrency),
    [Token.Configuration],
  );
  bind(Token.ReadSlots).toResolvedValue(
    ({ library }) => createSlots(library.refresh.concurrency),
    [Token.Configuration],
  );
  bind(Token.Staging).toResolvedValue(
    ({ writes, store }) =>
      writes.level === 'off'
        ? undefined
        : createDiskStaging({ folder: () => uploadsFolder(store.folder), maxBytes: writes.stagingBytes }),
    [Token.Configuration],
  );
  bind(Token.ContentCache).toResolvedValue(
    ({ content, store }, log) => {
      if (content.maxBytes === 0) return undefined;
      const onWarning = (warning: string): void => log.warn(warning);
      const folder = privateContentFolder(content.folder, store.folder, onWarning);
      return createContentCache({ folder, maxBytes: content.maxBytes, onWarning });
    },
    [Token.Configuration, Token.Logger],
  );
});

/** The driven side: an Immich server. */
export const sourceModule: ContainerModule = new ContainerModule(({ bind }) => {
  bind(Token.AssetSource).toResolvedValue(
    ({ immich: { apiKey: _own, ...immich }, webdav }, credentials, queue, log) =>
      createImmichSource({
        ...immich,
        credentials,
        queue,
        connections: webdav.downloads.downloads + immich.concurrency + spareConnections,
        onWarning: (warning) => log.warn(warning),
      }),
    [Token.Configuration, Token.ImmichCredentials, Token.RequestQueue, Token.Logger],
  );
});

/** The optional cache of content in front of the driven side. */
export const cachedSourceModule: ContainerModule = new ContainerModule(({ bind }) => {
  bind(Token.CachedSource).toResolvedValue(
    (source, cache, namespace) => cache?.cached(source, namespace) ?? source,
    [Token.AssetSource, Token.ContentCache, Token.Namespace],
  );
});

/** Sidecar writers by the value of SIDECARS. */
const sidecarWriters = { xmp: xmpSidecars };

/** The core: the library and its store. */
export const libraryModule: ContainerModule = new ContainerModule(({ bind }) => {
  bind(Token.LibraryStore).toResolvedValue(
    (configuration, memory, log) =>
      createLazyStore(() => openStore(configuration, memory, (warning) => log.warn(warning))),
    [Token.Configuration, Token.ListingMemory, Token.Logger],
  );
  bind(Token.PhotoLibrary).toResolvedValue(
    (source, store, clock, observer, slots, staging, { library, sidecars }) =>
      createPhotoLibrary({
        source,
        store,
        clock,
        observer,
        ...library,
        refresh: { ...library.refresh, slots },
        ...(sidecars && { sidecar: sidecarWriters[sidecars] }),
        ...(staging && { staging }),
      }),
    [
      Token.CachedSource,
      Token.LibraryStore,
      Token.Clock,
      Token.LibraryObserver,
      Token.ReadSlots,
      Token.Staging,
      Token.Configuration,
    ],
  );
});
