/** Windows sends `DOMAIN\\user`. A domain has no backslash, but the user name may. */
export const withoutDomain = (username: string): string => username.slice(username.indexOf('\\') + 1);

/** Names that differ in case or in their Unicode form are the same user, as in Immich. */
export const nameKey = (name: string): string => name.normalize('NFC').toLowerCase();

/** One key for all spellings of a user name, with and without a Windows domain. Guesses count by it. */
export const userKey = (username: string): string => nameKey(withoutDomain(username));
