import { createCachedSource } from '@immich-webdav/content-cache';
import { createPhotoLibrary } from '@immich-webdav/core';
import { createImmichSource } from '@immich-webdav/immich-adapter';
import { xmpSidecars } from '@immich-webdav/xmp-sidecar';
import { ContainerModule } from 'inversify';
import { privateContentFolder } from '../storage/content-folder.ts';
import { createLazyStore } from '../storage/lazy-store.ts';
import { openStore } from '../storage/open-store.ts';
import { Token } from './token.ts';

/** For requests other than listings and downloads, such as those for the sizes of renditions. */
const spareConnections = 16;

/** The driven side: an Immich server, and the optional cache of content in front of it. */
export const sourceModule: ContainerModule = new ContainerModule(({ bind }) => {
  bind(Token.AssetSource).toResolvedValue(
    ({ immich, webdav }, log) =>
      createImmichSource({
        ...immich,
        connections: webdav.downloads.downloads + immich.concurrency + spareConnections,
        onWarning: (warning) => log.warn(warning),
      }),
    [Token.Configuration, Token.Logger],
  );
  bind(Token.CachedSource).toResolvedValue(
    (source, { content, store }, log) => {
      if (content.maxBytes === 0) return source;
      const onWarning = (warning: string): void => log.warn(warning);
      const folder = privateContentFolder(content.folder, store.folder, onWarning);
      return createCachedSource(source, { folder, maxBytes: content.maxBytes, onWarning });
    },
    [Token.AssetSource, Token.Configuration, Token.Logger],
  );
});

/** Sidecar writers by the value of SIDECARS. */
const sidecarWriters = { xmp: xmpSidecars };

/** The core: the library and its store. */
export const libraryModule: ContainerModule = new ContainerModule(({ bind }) => {
  bind(Token.LibraryStore).toResolvedValue(
    (configuration, log) => createLazyStore(() => openStore(configuration, (warning) => log.warn(warning))),
    [Token.Configuration, Token.Logger],
  );
  bind(Token.PhotoLibrary).toResolvedValue(
    (source, store, clock, observer, { library, sidecars }) =>
      createPhotoLibrary({
        source,
        store,
        clock,
        observer,
        ...library,
        ...(sidecars && { sidecar: sidecarWriters[sidecars] }),
      }),
    [Token.CachedSource, Token.LibraryStore, Token.Clock, Token.LibraryObserver, Token.Configuration],
  );
});
