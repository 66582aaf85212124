import { z } from 'zod';
import { type AccountSettingValues, accountSettings } from './account-settings.ts';
import { type LogLevel, logLevels, type PathMapping } from './configuration.ts';
import { type HttpSettingValues, httpSettings } from './http-settings.ts';
import * as schemas from './schemas.ts';
import type { Setting } from './setting.ts';
import { type ViewSettingValues, viewSettings } from './view-settings.ts';
import { type WriteSettingValues, writeSettings } from './write-settings.ts';

/** The types of the settings. */
export interface SettingValues extends ViewSettingValues, AccountSettingValues, HttpSettingValues, WriteSettingValues {
  readonly IMMICH_URL: string;
  readonly IMMICH_API_KEY: string | undefined;
  readonly IMMICH_TIMEOUT: number;
  readonly IMMICH_CONCURRENCY: number;
  readonly IMMICH_HINTS: boolean;
  readonly ALBUM_IDS: readonly string[];
  readonly REFRESH_INTERVAL: number | undefined;
  readonly REFRESH_RATE_HOURS: number | undefined;
  readonly SWEEP_INTERVAL: number;
  readonly EXCLUDED_FILE_TYPES: readonly string[];
  readonly FLATTEN_ASSET_STRUCTURE: boolean;
  readonly LIBRARY_PATH_MAP: readonly PathMapping[];
  readonly DATA_DIR: string | undefined;
  readonly CACHE_MEMORY_MB: number;
  readonly CONTENT_CACHE_MB: number;
  readonly CONTENT_CACHE_DIR: string | undefined;
  readonly WEBDAV_PORT: number;
  readonly WEBDAV_HOST: string | undefined;
  readonly WEBDAV_BASE_PATH: string | undefined;
  readonly WEBDAV_USERNAME: string | undefined;
  readonly WEBDAV_PASSWORD: string | undefined;
  readonly WEBDAV_PASSWORD_HASH: string | undefined;
  readonly WEBDAV_ALLOW_ANONYMOUS: boolean;
  readonly LOG_LEVEL: LogLevel;
}

export type SettingName = keyof SettingValues;

/** All settings. The help and the checks are derived from this table. */
export const settings: { readonly [Name in SettingName]: Setting<SettingValues[Name]> } = {
  IMMICH_URL: {
    describes: 'Where Immich is.',
    accepts: 'an http:// or https:// address without user name and query, such as http://immich.local:2283',
    schema: schemas.webAddress,
  },
  IMMICH_API_KEY: {
    describes: 'A key made in Immich under Account Settings > API Keys, for a server with one library.',
    accepts: 'the key as Immich showed it',
    credential: true,
    schema: schemas.apiKey,
  },
  IMMICH_TIMEOUT: {
    describes: 'How long to wait for an answer of Immich, and for the next bytes of one.',
    accepts: 'a duration from 1s to 1h, such as 30s or 2m',
    default: '30s',
    schema: schemas.timeout,
  },
  IMMICH_CONCURRENCY: {
    describes: 'Concurrent requests for albums; downloads do not count.',
    accepts: 'a whole number from 1 to 64',
    default: '4',
    schema: schemas.concurrency,
  },
  IMMICH_HINTS: {
    describes: 'Listen to the websocket of Immich for changes; needs a key with all permissions.',
    accepts: 'true or false',
    default: 'true',
    schema: schemas.flag,
  },
  ...accountSettings,
  ...writeSettings,
  ALBUM_IDS: {
    describes: 'The albums to show; blank for all.',
    accepts: 'album ids from the addresses of their pages in Immich, separated by commas',
    default: ',',
    schema: schemas.albumIds,
  },
  ...viewSettings,
  REFRESH_INTERVAL: {
    describes: 'How often Immich is asked for changes; 60s unless REFRESH_RATE_HOURS is set.',
    accepts: 'a duration from 1s to 24d, such as 30s or 5m',
    schema: schemas.refreshInterval,
  },
  REFRESH_RATE_HOURS: {
    describes: 'The same in hours; ignored if REFRESH_INTERVAL is set.',
    accepts: 'a number of hours, fractions too, from 0.0003 to 576',
    schema: schemas.hours,
  },
  SWEEP_INTERVAL: {
    describes: 'The time in which every album is read again, a few at each refresh, even if it looks unchanged.',
    accepts: 'a duration from 1m to 24d, such as 12h or 7d',
    default: '1d',
    schema: schemas.sweepInterval,
  },
  EXCLUDED_FILE_TYPES: {
    describes: 'Extensions of files that are not shown.',
    accepts: 'extensions separated by commas, such as .mov,raw',
    default: ',',
    schema: schemas.extensions,
  },
  FLATTEN_ASSET_STRUCTURE: {
    describes: 'Put files directly into their album instead of into its folders images and videos.',
    accepts: 'true or false',
    default: 'false',
    schema: schemas.flag,
  },
  LIBRARY_PATH_MAP: {
    describes: "Reads originals from disk where Immich's folder is mounted here too.",
    accepts:
      "pairs of absolute paths, Immich's and the local one, such as /data=/mnt/immich, separated by commas; " +
      'a path that holds a comma or = cannot be written here, so map a folder above it',
    default: ',',
    schema: schemas.pathMap,
  },
  DATA_DIR: {
    describes: "The folder for listings, so that a start needs no Immich; the user's data folder unless set.",
    accepts: 'an absolute path of a folder for this server alone, or :memory: to keep nothing',
    schema: schemas.dataFolder,
  },
  CACHE_MEMORY_MB: {
    describes: 'Memory for listings, in MB; one holds about 1,000 assets.',
    accepts: 'a whole number from 1 to 65536',
    default: '64',
    schema: schemas.megabytes,
  },
  CONTENT_CACHE_MB: {
    describes: 'Disk space for cached content, from which repeated downloads are read; 0 = no cache.',
    accepts: 'a whole number of megabytes from 16 to 100000000, or 0',
    default: '0',
    schema: schemas.contentSpace,
  },
  CONTENT_CACHE_DIR: {
    describes: 'The folder for cached content; the folder content in DATA_DIR unless set.',
    accepts: 'an absolute path of a folder for this server alone',
    schema: schemas.contentFolder,
  },
  WEBDAV_PORT: {
    describes: 'The port to listen on.',
    accepts: 'a whole number from 1 to 65535, or 0 for any free port',
    default: '1700',
    schema: schemas.port,
  },
  WEBDAV_HOST: {
    describes: 'The address to listen on; 0.0.0.0 with credentials, else 127.0.0.1.',
    accepts: 'an IP address or a host name of this machine',
    schema: schemas.host,
  },
  WEBDAV_BASE_PATH: {
    describes: 'The path below which albums appear, for use behind a proxy.',
    accepts: 'a path that begins with a slash, such as /photos or /Größe',
    schema: schemas.basePath,
  },
  WEBDAV_USERNAME: {
    describes: 'The name that clients log in with.',
    accepts: 'a name without a colon',
    credential: true,
    schema: schemas.username,
  },
  WEBDAV_PASSWORD: {
    describes: 'The password that clients log in with.',
    accepts: 'a password without control characters',
    verbatim: true,
    credential: true,
    schema: schemas.password,
  },
  WEBDAV_PASSWORD_HASH: {
    describes: 'Its scrypt hash instead, as the command hash-password prints it.',
    accepts: 'scrypt:<N>:<r>:<p>:<salt>:<hash> as the command hash-password prints it',
    credential: true,
    schema: schemas.passwordHash,
  },
  WEBDAV_ALLOW_ANONYMOUS: {
    describes: 'Serve other machines without a password. Everyone who reaches the port then sees every photo.',
    accepts: 'true or false',
    default: 'false',
    schema: schemas.flag,
  },
  ...httpSettings,
  LOG_LEVEL: {
    describes: 'How much is logged.',
    accepts: logLevels.join(', '),
    default: 'info',
    schema: z.string().toLowerCase().pipe(z.enum(logLevels)),
  },
};

export const settingNames: readonly SettingName[] = Object.keys(settings) as SettingName[];
