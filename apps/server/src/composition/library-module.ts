import { createPhotoLibrary } from '@immich-webdav/core';
import { xmpSidecars } from '@immich-webdav/xmp-sidecar';
import { ContainerModule } from 'inversify';
import { createLazyStore } from '../storage/lazy-store.ts';
import { openStore } from '../storage/open-store.ts';
import { Token } from './token.ts';

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
