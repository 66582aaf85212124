import * as schemas from './schemas.ts';
import type { Setting } from './setting.ts';

const authModes = ['immich', 'users', 'single'] as const;

/** How clients authenticate. */
export type AuthMode = (typeof authModes)[number];

/** The types of the settings of who comes in. */
export interface AccountSettingValues {
  readonly AUTH: AuthMode | undefined;
  readonly USERS_FILE: string | undefined;
  readonly OPEN_LIBRARIES: number;
  readonly LIBRARY_IDLE: number;
  readonly SHARED_LINKS: boolean;
}

/** Settings of who comes in. */
export const accountSettings: { readonly [Name in keyof AccountSettingValues]: Setting<AccountSettingValues[Name]> } = {
  AUTH: {
    describes:
      'Who comes in: everyone with an account or an API key of Immich (immich), the users of USERS_FILE (users), or one user with ' +
      'IMMICH_API_KEY (single). By default single with IMMICH_API_KEY, users with USERS_FILE, else immich.',
    accepts: authModes.join(', '),
    schema: schemas.oneOf(authModes).optional(),
  },
  USERS_FILE: {
    describes: 'A YAML file with the users of AUTH=users; read again when it changes.',
    accepts: 'an absolute path of a file',
    schema: schemas.filePath,
  },
  OPEN_LIBRARIES: {
    describes: 'The most libraries that are open at the same time, one for each person who is connected.',
    accepts: 'a whole number from 1 to 10000',
    default: '100',
    schema: schemas.wholeNumber(1, 10_000),
  },
  LIBRARY_IDLE: {
    describes: 'How long an unused library stays open; with AUTH=single it stays open in any case.',
    accepts: 'a duration from 1m to 24d, such as 30m or 2h',
    default: '30m',
    schema: schemas.sweepInterval,
  },
  SHARED_LINKS: {
    describes: 'Serve the shared links of Immich below /s/ to everyone who has one, without an account.',
    accepts: 'true or false',
    default: 'false',
    schema: schemas.flag,
  },
};

type Given = Pick<AccountSettingValues, 'AUTH' | 'USERS_FILE'> & { readonly IMMICH_API_KEY: string | undefined };

/** The mode that is set, or that follows from the other settings. */
export function authMode({ AUTH, USERS_FILE, IMMICH_API_KEY }: Given): AuthMode {
  if (AUTH !== undefined) return AUTH;
  if (USERS_FILE !== undefined) return 'users';
  return IMMICH_API_KEY === undefined ? 'immich' : 'single';
}
