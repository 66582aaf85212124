import type { HttpLimits } from '@immich-webdav/webdav-adapter';
import type { Access } from '../authentication/access.ts';
import { ConfigurationError } from '../errors/configuration-error.ts';
import type { TlsPaths } from '../tls/tls-files.ts';
import { authMode } from './account-settings.ts';
import type { Configuration } from './configuration.ts';
import { inheritedSocket } from './inherited-socket.ts';
import { rules } from './rules.ts';
import type { Environment, Setting } from './setting.ts';
import { type SettingName, type SettingValues, settingNames, settings } from './settings.ts';

/** A refresh without changes costs Immich next to nothing. */
const DEFAULT_REFRESH_MS = 60_000;

/** Parses and checks all settings. Throws a `ConfigurationError` with all problems. */
export function parseConfiguration(environment: Environment): Configuration {
  const { values, unreadable } = readSettings(environment);
  const broken = rules.filter((rule) => rule.names.every((name) => !unreadable.has(name)) && rule.broken(values));
  const inherited = inheritedSocket(environment);
  const problems = [...unreadable.values(), ...broken.map((rule) => rule.problem), ...inherited.problems];
  if (problems.length > 0) throw new ConfigurationError(problems);
  return arrange(values, inherited.fd, environment);
}

/** `values` lacks the settings in `unreadable`, so use it only if `unreadable` is empty. */
function readSettings(environment: Environment): {
  values: SettingValues;
  unreadable: ReadonlyMap<SettingName, string>;
} {
  const values: Partial<Record<SettingName, unknown>> = {};
  const unreadable = new Map<SettingName, string>();
  for (const name of settingNames) {
    const setting: Setting<unknown> = settings[name];
    const text = textOf(environment[name], setting);
    const result = setting.schema.safeParse(text ?? setting.default);
    if (result.success) values[name] = result.data;
    else unreadable.set(name, problemOf(name, setting, text));
  }
  return { values: values as unknown as SettingValues, unreadable };
}

/** A blank variable counts as absent: Compose files pass blanks for unset variables. */
function textOf(raw: string | undefined, setting: Setting<unknown>): string | undefined {
  const trimmed = raw?.trim();
  if (!trimmed) return undefined;
  return setting.verbatim ? raw : trimmed;
}

function problemOf(name: SettingName, setting: Setting<unknown>, text: string | undefined): string {
  const problem = `${name} ${text === undefined ? 'is not set' : 'is not valid'}; accepted: ${setting.accepts}.`;
  return [problem, ...(setting.explain?.(text ?? '') ?? [])].join(' ');
}

function arrange(values: SettingValues, fd: number | undefined, environment: Environment): Configuration {
  const access = accessOf(values, environment);
  const local = access.kind === 'anonymous' && access.from === 'this-machine';
  return {
    immich: {
      url: values.IMMICH_URL,
      apiKey: values.IMMICH_API_KEY ?? '',
      timeoutMs: values.IMMICH_TIMEOUT,
      concurrency: values.IMMICH_CONCURRENCY,
      hints: values.IMMICH_HINTS,
      libraryPathMap: values.LIBRARY_PATH_MAP,
      searches: values.SEARCHES,
      partners: values.VIEWS.includes('partners'),
    },
    library: {
      refresh: {
        intervalMs: values.REFRESH_INTERVAL ?? values.REFRESH_RATE_HOURS ?? DEFAULT_REFRESH_MS,
        sweepMs: values.SWEEP_INTERVAL,
        concurrency: values.IMMICH_CONCURRENCY,
      },
      show: {
        albumIds: values.ALBUM_IDS,
        excludedExtensions: values.EXCLUDED_FILE_TYPES,
        flatten: values.FLATTEN_ASSET_STRUCTURE,
        views: values.VIEWS,
        viewSettings: {
          timelineLayout: values.TIMELINE_LAYOUT,
          recentDays: values.RECENT_DAYS,
          randomCount: values.RANDOM_COUNT,
        },
        renditions: values.RENDITIONS,
        livePhotos: values.LIVE_PHOTOS,
        stacks: values.STACKS,
        ...(values.ALBUM_PATH_SEPARATOR !== undefined && { albumPathSeparator: values.ALBUM_PATH_SEPARATOR }),
        ...(values.SPLIT_FOLDERS_AT !== undefined && { splitFoldersAt: values.SPLIT_FOLDERS_AT }),
      },
    },
    sidecars: values.SIDECARS,
    store: { folder: values.DATA_DIR, memoryBytes: values.CACHE_MEMORY_MB },
    writes: { level: values.WRITES, stagingBytes: values.STAGING_MB * 1_000_000 },
    pool: { mostOpen: values.OPEN_LIBRARIES, idleMs: values.LIBRARY_IDLE },
    content: { maxBytes: values.CONTENT_CACHE_MB, folder: values.CONTENT_CACHE_DIR },
    webdav: {
      host: values.WEBDAV_HOST ?? (local ? '127.0.0.1' : '0.0.0.0'),
      port: values.WEBDAV_PORT,
      socket:
        values.WEBDAV_SOCKET === undefined
          ? undefined
          : { path: values.WEBDAV_SOCKET, mode: values.WEBDAV_SOCKET_MODE },
      fd,
      tls: tlsOf(values),
      basePath: values.WEBDAV_BASE_PATH,
      trustedProxies: values.TRUSTED_PROXIES,
      limits: limitsOf(values),
      downloads: {
        downloads: values.WEBDAV_DOWNLOADS,
        downloadsPerUser: values.WEBDAV_DOWNLOADS_PER_USER,
        downloadWaitMs: values.WEBDAV_DOWNLOAD_WAIT,
      },
    },
    access,
    sharedLinks: values.SHARED_LINKS,
    logLevel: values.LOG_LEVEL,
  };
}

const limitsOf = (values: SettingValues): HttpLimits => ({
  connections: values.WEBDAV_CONNECTIONS,
  connectionsPerAddress: values.WEBDAV_CONNECTIONS_PER_ADDRESS,
  requestsPerConnection: values.WEBDAV_REQUESTS_PER_CONNECTION,
  requestsPerAddress: values.WEBDAV_REQUESTS_PER_ADDRESS,
  headerBytes: values.WEBDAV_HEADER_BYTES,
  bodyBytes: values.WEBDAV_BODY_BYTES,
  headerTimeoutMs: values.WEBDAV_HEADER_TIMEOUT,
  requestTimeoutMs: values.WEBDAV_REQUEST_TIMEOUT,
  writeTimeoutMs: values.WEBDAV_WRITE_TIMEOUT,
  idleTimeoutMs: values.WEBDAV_IDLE_TIMEOUT,
});

/** A rule requires both or neither. */
const tlsOf = ({ TLS_CERT: cert, TLS_KEY: key }: SettingValues): TlsPaths | undefined =>
  cert === undefined || key === undefined ? undefined : { cert, key };

function accessOf(values: SettingValues, environment: Environment): Access {
  const mode = authMode(values);
  if (mode === 'immich') return { kind: 'immich' };
  if (mode === 'users') return { kind: 'users', file: values.USERS_FILE ?? '', environment };
  const { WEBDAV_USERNAME: username, WEBDAV_PASSWORD: password, WEBDAV_PASSWORD_HASH: passwordHash } = values;
  if (username !== undefined && password !== undefined) return { kind: 'password', username, password };
  if (username !== undefined && passwordHash !== undefined) return { kind: 'password-hash', username, passwordHash };
  return { kind: 'anonymous', from: values.WEBDAV_ALLOW_ANONYMOUS ? 'anywhere' : 'this-machine' };
}
