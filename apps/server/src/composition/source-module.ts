import { createCachedSource } from '@immich-webdav/content-cache';
import { createImmichSource } from '@immich-webdav/immich-adapter';
import { ContainerModule } from 'inversify';
import { privateContentFolder } from '../storage/content-folder.ts';
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
