import { createImmichSource } from '@immich-webdav/immich-adapter';
import { ContainerModule } from 'inversify';
import { Token } from '../token.ts';

/** For what is read beside albums and downloads, such as lengths of renditions. */
const spareConnections = 16;

/** The driven side: an Immich server. */
export const immichModule: ContainerModule = new ContainerModule(({ bind }) => {
  bind(Token.AssetSource).toResolvedValue(
    ({ immich, webdav }, log) =>
      createImmichSource({
        ...immich,
        connections: webdav.downloads.downloads + immich.concurrency + spareConnections,
        onWarning: (warning) => log.warn(warning),
      }),
    [Token.Configuration, Token.Logger],
  );
});
