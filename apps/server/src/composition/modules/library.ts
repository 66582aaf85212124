import { createPhotoLibrary } from '@immich-webdav/core';
import { ContainerModule } from 'inversify';
import { Token } from '../token.ts';

/** The core: what the source holds, as a tree. */
export const libraryModule: ContainerModule = new ContainerModule(({ bind }) => {
  bind(Token.PhotoLibrary).toResolvedValue(
    (source, clock, observer, { library }) => createPhotoLibrary({ source, clock, observer, ...library }),
    [Token.AssetSource, Token.Clock, Token.LibraryObserver, Token.Configuration],
  );
});
