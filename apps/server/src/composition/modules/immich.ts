import { createImmichSource } from '@immich-webdav/immich-adapter';
import { ContainerModule } from 'inversify';
import { Token } from '../token.ts';

/** The driven side: an Immich server. */
export const immichModule: ContainerModule = new ContainerModule(({ bind }) => {
  bind(Token.AssetSource).toResolvedValue(
    ({ immich }, log) => createImmichSource({ ...immich, onWarning: (warning) => log.warn(warning) }),
    [Token.Configuration, Token.Logger],
  );
});
