import type { ContentCache } from '@immich-webdav/content-cache';
import type {
  AssetSource,
  Authenticate,
  Clock,
  Frontend,
  LibraryErrorCode,
  LibraryObserver,
  LibraryPool,
  LibraryStore,
  OpenSession,
  PhotoLibrary,
  PooledLibrary,
  Slots,
  Staging,
} from '@immich-webdav/core';
import type { ImmichCredentials, RequestQueue } from '@immich-webdav/immich-adapter';
import type { ListingMemory } from '@immich-webdav/listing-store';
import type { ServiceIdentifier } from 'inversify';
import type { Logger } from 'pino';
import type { Account, Accounts } from '../accounts/account.ts';
import type { GuessLimiter } from '../authentication/guess-limiter.ts';
import type { Configuration } from '../configuration/configuration.ts';
import type { Freshness } from '../health/freshness.ts';
import type { Interceptor } from '../health/health-pages.ts';
import type { Readiness } from '../health/readiness.ts';
import type { Links } from '../links/links.ts';
import type { LogOutput } from '../logging/log-output.ts';
import type { ProgressReport } from '../logging/progress-report.ts';
import type { ReportOnce } from '../logging/report-once.ts';
import type { Application } from './application.ts';
import type { Libraries } from './libraries.ts';

const token = <T>(name: string): ServiceIdentifier<T> => Symbol(name);

interface Tokens {
  readonly Configuration: ServiceIdentifier<Configuration>;
  readonly Clock: ServiceIdentifier<Clock>;
  readonly LogOutput: ServiceIdentifier<LogOutput>;
  readonly Logger: ServiceIdentifier<Logger>;
  readonly ProgressReport: ServiceIdentifier<ProgressReport>;
  readonly Freshness: ServiceIdentifier<Freshness>;
  readonly Troubles: ServiceIdentifier<ReportOnce<LibraryErrorCode>>;
  /** What requests to Immich are sent with. */
  readonly ImmichCredentials: ServiceIdentifier<() => ImmichCredentials>;
  /** Whose cached content it is. */
  readonly Namespace: ServiceIdentifier<string>;
  /** Shared by all libraries. */
  readonly ListingMemory: ServiceIdentifier<ListingMemory>;
  readonly ContentCache: ServiceIdentifier<ContentCache | undefined>;
  readonly RequestQueue: ServiceIdentifier<RequestQueue>;
  /** Undefined: clients change nothing. */
  readonly Staging: ServiceIdentifier<Staging | undefined>;
  readonly ReadSlots: ServiceIdentifier<Slots>;
  readonly LibraryObserver: ServiceIdentifier<LibraryObserver>;
  readonly AssetSource: ServiceIdentifier<AssetSource>;
  readonly CachedSource: ServiceIdentifier<AssetSource>;
  readonly LibraryStore: ServiceIdentifier<LibraryStore>;
  readonly PhotoLibrary: ServiceIdentifier<PhotoLibrary>;
  /** Undefined: no client has to log in. */
  readonly Accounts: ServiceIdentifier<Accounts | undefined>;
  /** The accounts that have logged in, by principal. */
  readonly AdmittedAccounts: ServiceIdentifier<Map<string, Account>>;
  /** Shared by all log-ins. */
  readonly GuessLimiter: ServiceIdentifier<GuessLimiter>;
  readonly Authenticate: ServiceIdentifier<Authenticate>;
  /** Undefined: shared links are not served. */
  readonly Links: ServiceIdentifier<Links | undefined>;
  readonly OpenAccountLibrary: ServiceIdentifier<(account: Account) => Promise<PooledLibrary>>;
  readonly LibraryPool: ServiceIdentifier<LibraryPool>;
  readonly Libraries: ServiceIdentifier<Libraries>;
  readonly OpenSession: ServiceIdentifier<OpenSession>;
  /** Whether the server can show photos. */
  readonly Readiness: ServiceIdentifier<Readiness>;
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
  ImmichCredentials: token('ImmichCredentials'),
  Namespace: token('Namespace'),
  ListingMemory: token('ListingMemory'),
  ContentCache: token('ContentCache'),
  RequestQueue: token('RequestQueue'),
  Staging: token('Staging'),
  ReadSlots: token('ReadSlots'),
  LibraryObserver: token('LibraryObserver'),
  AssetSource: token('AssetSource'),
  CachedSource: token('CachedSource'),
  LibraryStore: token('LibraryStore'),
  PhotoLibrary: token('PhotoLibrary'),
  Accounts: token('Accounts'),
  AdmittedAccounts: token('AdmittedAccounts'),
  GuessLimiter: token('GuessLimiter'),
  Authenticate: token('Authenticate'),
  Links: token('Links'),
  OpenAccountLibrary: token('OpenAccountLibrary'),
  LibraryPool: token('LibraryPool'),
  Libraries: token('Libraries'),
  OpenSession: token('OpenSession'),
  Readiness: token('Readiness'),
  Interceptor: token('Interceptor'),
  Frontend: token('Frontend'),
  Application: token('Application'),
};
