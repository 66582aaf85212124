import { createCachedSource } from '@immich-webdav/content-cache';
import { ContainerModule } from 'inversify';
import { privateContentFolder } from '../../content/content-folder.ts';
import { Token } from '../token.ts';

/** Between the driven side and the core: content that was asked for once is kept, if that is wanted. */
export const contentModule: ContainerModule = new ContainerModule(({ bind }) => {
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
