import { isLoopback } from '../authentication/loopback.ts';
import { authMode } from './account-settings.ts';
import type { SettingName, SettingValues } from './settings.ts';

/** A combination of settings that is not allowed. */
export interface Rule {
  /** The rule applies only if all of these could be parsed. */
  readonly names: readonly SettingName[];
  readonly broken: (values: SettingValues) => boolean;
  readonly problem: string;
}

const hasSecret = (values: SettingValues): boolean =>
  values.WEBDAV_PASSWORD !== undefined || values.WEBDAV_PASSWORD_HASH !== undefined;

const accountNames = ['AUTH', 'USERS_FILE', 'IMMICH_API_KEY'] as const;

const credentials = ['WEBDAV_USERNAME', 'WEBDAV_PASSWORD', 'WEBDAV_PASSWORD_HASH'] as const;

export const rules: readonly Rule[] = [
  {
    names: accountNames,
    broken: (values) => values.AUTH === 'single' && values.IMMICH_API_KEY === undefined,
    problem: 'AUTH=single needs IMMICH_API_KEY; make a key in Immich under Account Settings > API Keys.',
  },
  {
    names: accountNames,
    broken: (values) => values.AUTH === 'users' && values.USERS_FILE === undefined,
    problem: 'AUTH=users needs USERS_FILE; set it to the path of a YAML file with the users.',
  },
  {
    names: accountNames,
    broken: (values) => values.USERS_FILE !== undefined && authMode(values) !== 'users',
    problem: 'USERS_FILE is for AUTH=users; remove one of them.',
  },
  {
    names: accountNames,
    broken: (values) => values.IMMICH_API_KEY !== undefined && authMode(values) !== 'single',
    problem:
      'IMMICH_API_KEY is for a server with one library; remove it, or set AUTH=single, so that it is clear who may see its photos.',
  },
  {
    names: [...accountNames, ...credentials],
    broken: (values) => authMode(values) === 'immich' && (values.WEBDAV_USERNAME !== undefined || hasSecret(values)),
    problem:
      'WEBDAV_USERNAME and its password are for a server with one library; set IMMICH_API_KEY as well, or remove them, so that ' +
      'people log in with their accounts of Immich.',
  },
  {
    names: [...accountNames, ...credentials],
    broken: (values) => authMode(values) === 'users' && (values.WEBDAV_USERNAME !== undefined || hasSecret(values)),
    problem: 'WEBDAV_USERNAME and its password are for a server with one library; put them into USERS_FILE.',
  },
  {
    names: [...accountNames, 'WEBDAV_ALLOW_ANONYMOUS'],
    broken: (values) => authMode(values) !== 'single' && values.WEBDAV_ALLOW_ANONYMOUS,
    problem: 'WEBDAV_ALLOW_ANONYMOUS is for a server with one library; remove it, or set IMMICH_API_KEY.',
  },
  {
    names: ['TLS_CERT', 'TLS_KEY'],
    broken: (values) => (values.TLS_CERT === undefined) !== (values.TLS_KEY === undefined),
    problem: 'TLS_CERT and TLS_KEY belong together; set both, or neither for plain HTTP.',
  },
  {
    names: ['VIEWS', 'SEARCHES'],
    broken: (values) => values.VIEWS.includes('searches') && values.SEARCHES.length === 0,
    problem: 'VIEWS has searches but there are none; set SEARCHES as well, such as SEARCHES="Beach=smart:beach".',
  },
  {
    names: ['CONTENT_CACHE_MB', 'CONTENT_CACHE_DIR', 'DATA_DIR'],
    broken: (values) =>
      values.CONTENT_CACHE_MB > 0 && values.CONTENT_CACHE_DIR === undefined && values.DATA_DIR === ':memory:',
    problem: 'CONTENT_CACHE_MB is set but there is no folder for content; set CONTENT_CACHE_DIR as well.',
  },
  {
    names: credentials,
    broken: (values) => values.WEBDAV_USERNAME !== undefined && !hasSecret(values),
    problem: 'WEBDAV_USERNAME is set without a password; set WEBDAV_PASSWORD or WEBDAV_PASSWORD_HASH as well.',
  },
  {
    names: credentials,
    broken: (values) => values.WEBDAV_USERNAME === undefined && hasSecret(values),
    problem: 'A password is set without a name; set WEBDAV_USERNAME as well.',
  },
  {
    names: credentials,
    broken: (values) => values.WEBDAV_PASSWORD !== undefined && values.WEBDAV_PASSWORD_HASH !== undefined,
    problem: 'WEBDAV_PASSWORD and WEBDAV_PASSWORD_HASH are both set; keep one of them.',
  },
  {
    names: [...credentials, 'WEBDAV_ALLOW_ANONYMOUS'],
    broken: (values) => values.WEBDAV_ALLOW_ANONYMOUS && values.WEBDAV_USERNAME !== undefined,
    problem: 'WEBDAV_ALLOW_ANONYMOUS is true although WEBDAV_USERNAME is set; keep one of them.',
  },
  {
    names: [...accountNames, ...credentials, 'WEBDAV_ALLOW_ANONYMOUS', 'WEBDAV_HOST'],
    broken: (values) =>
      authMode(values) === 'single' &&
      values.WEBDAV_HOST !== undefined &&
      !isLoopback(values.WEBDAV_HOST) &&
      values.WEBDAV_USERNAME === undefined &&
      !hasSecret(values) &&
      !values.WEBDAV_ALLOW_ANONYMOUS,
    problem:
      'WEBDAV_HOST would serve other machines without a password; set WEBDAV_USERNAME and WEBDAV_PASSWORD, ' +
      'or WEBDAV_ALLOW_ANONYMOUS=true if everyone may see every photo; accepted without: 127.0.0.1, ::1, localhost.',
  },
];
