import type {
  AssetSource,
  Clock,
  Frontend,
  LibraryErrorCode,
  LibraryObserver,
  LibraryStore,
  OpenSession,
  PhotoLibrary,
} from '@immich-webdav/core';
import type { ServiceIdentifier } from 'inversify';
import type { Logger } from 'pino';
import type { Configuration } from '../configuration/configuration.ts';
import type { Freshness } from '../health/freshness.ts';
import type { Interceptor } from '../health/health-pages.ts';
import type { LogOutput } from '../logging/log-output.ts';
import type { ProgressReport } from '../logging/progress-report.ts';
import type { ReportOnce } from '../logging/report-once.ts';
import type { Application } from './application.ts';

const token = <T>(name: string): ServiceIdentifier<T> => Symbol(name);

interface Tokens {
  readonly Configuration: ServiceIdentifier<Configuration>;
  readonly Clock: ServiceIdentifier<Clock>;
  readonly LogOutput: ServiceIdentifier<LogOutput>;
  readonly Logger: ServiceIdentifier<Logger>;
  readonly ProgressReport: ServiceIdentifier<ProgressReport>;
  readonly Freshness: ServiceIdentifier<Freshness>;
  readonly Troubles: ServiceIdentifier<ReportOnce<LibraryErrorCode>>;
  readonly LibraryObserver: ServiceIdentifier<LibraryObserver>;
  readonly AssetSource: ServiceIdentifier<AssetSource>;
  readonly CachedSource: ServiceIdentifier<AssetSource>;
  readonly LibraryStore: ServiceIdentifier<LibraryStore>;
  readonly PhotoLibrary: ServiceIdentifier<PhotoLibrary>;
  readonly OpenSession: ServiceIdentifier<OpenSession>;
  readonly Interceptor: ServiceIdentifier<Interceptor>;
  readonly Frontend: ServiceIdentifier<Frontend>;
  readonly Application: ServiceIdentifier<Application>;
}

/** Every component that can be replaced: `container.rebind(Token.AssetSource).toConstantValue(source)`. */
export const Token: Tokens = {
  Configuration: token('Configuration'),
  Clock: token('Clock'),
  LogOutput: token('LogOutput'),
  Logger: token('Logger'),
  ProgressReport: token('ProgressReport'),
  Freshness: token('Freshness'),
  Troubles: token('Troubles'),
  LibraryObserver: token('LibraryObserver'),
  AssetSource: token('AssetSource'),
  CachedSource: token('CachedSource'),
  LibraryStore: token('LibraryStore'),
  PhotoLibrary: token('PhotoLibrary'),
  OpenSession: token('OpenSession'),
  Interceptor: token('Interceptor'),
  Frontend: token('Frontend'),
  Application: token('Application'),
};
