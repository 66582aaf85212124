import { createCachedSource } from '@immich-webdav/content-cache';
import { ContainerModule } from 'inversify';
import { contentFolder } from '../../content/content-folder.ts';
import { Token } from '../token.ts';

/** Between the driven side and the core: content that was asked for once is kept, if that is wanted. */
export const contentModule: ContainerModule = new ContainerModule(({ bind }) => {
  bind(Token.CachedSource).toResolvedValue(
    (source, { content, store }, log) => {
      if (content.maxBytes === 0) return source;
      const folder = contentFolder(content.folder, store.folder);
      return createCachedSource(source, {
        folder,
        maxBytes: content.maxBytes,
        onWarning: (warning) => log.warn(warning),
      });
    },
    [Token.AssetSource, Token.Configuration, Token.Logger],
  );
});
