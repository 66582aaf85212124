import { ContainerModule } from 'inversify';
import { createApplication } from '../application.ts';
import { Token } from '../token.ts';

/** Everything together. */
export const serverModule: ContainerModule = new ContainerModule(({ bind }) => {
  bind(Token.Application).toResolvedValue(
    (frontend, openSession, library, source, { access }, progress, freshness, clock, log) =>
      createApplication({ frontend, openSession, library, source, access, progress, freshness, clock, log }),
    [
      Token.Frontend,
      Token.OpenSession,
      Token.PhotoLibrary,
      Token.CachedSource,
      Token.Configuration,
      Token.ProgressReport,
      Token.Freshness,
      Token.Clock,
      Token.Logger,
    ],
  );
});
