import { createPhotoLibrary } from '@immich-webdav/core';
import { xmpSidecars } from '@immich-webdav/xmp-sidecar';
import { ContainerModule } from 'inversify';
import { createLazyStore } from '../../listings/lazy-store.ts';
import { openStore } from '../../listings/open-store.ts';
import { Token } from '../token.ts';

/** What may be written beside files. */
const sidecarsOf = { xmp: xmpSidecars };

/** The core: what the source holds, as a tree, and where it is kept. */
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
        ...(sidecars && { sidecar: sidecarsOf[sidecars] }),
      }),
    [Token.CachedSource, Token.LibraryStore, Token.Clock, Token.LibraryObserver, Token.Configuration],
  );
});
