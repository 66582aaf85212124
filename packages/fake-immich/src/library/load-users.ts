import type { Clock } from '../clock.ts';
import type { UserDescription } from './description.ts';
import { uuidFrom } from './ids.ts';
import type { User } from './records.ts';
import { timeOf } from './time.ts';

/** Makes the records of described users, by name. */
export function loadUsers(
  descriptions: readonly UserDescription[],
  seed: string,
  clock: Clock,
): ReadonlyMap<string, User> {
  const idOf = (name: string): string => {
    const found = descriptions.find((user) => user.name === name);
    if (!found) throw new TypeError(`The library has no user "${name}".`);
    return found.id ?? uuidFrom(`${seed}:user:${name}`);
  };
  const load = (user: UserDescription, position: number): User => {
    const createdAt = timeOf(user.createdAt) ?? clock.stamp();
    const keys = user.apiKeys ?? [{ secret: `${user.name}-key` }];
    return {
      id: idOf(user.name),
      email: user.email ?? `${user.name}@example.org`,
      name: user.name,
      avatarColor: user.avatarColor ?? 'primary',
      isAdmin: user.isAdmin ?? position === 0,
      createdAt,
      apiKeys: keys.map((key, place) => ({
        id: key.id ?? uuidFrom(`${seed}:key:${user.name}:${place}`),
        name: key.name ?? `key ${place + 1}`,
        secret: key.secret,
        permissions: key.permissions ?? ['all'],
        createdAt: timeOf(key.createdAt) ?? createdAt,
      })),
      password: user.password,
      sessions: (user.sessions ?? []).map((session) => ({ token: session.token, elevated: session.elevated ?? false })),
      partners: (user.partners ?? []).map((partner) => ({
        userId: idOf(partner.user),
        inTimeline: partner.inTimeline ?? false,
      })),
      quotaBytes: user.quotaBytes ?? null,
    };
  };
  return new Map(descriptions.map((user, position) => [user.name, load(user, position)]));
}

/** A user by name; throws a `TypeError` that names who is missing. */
export function userNamed(users: ReadonlyMap<string, User>, name: string): User {
  const user = users.get(name);
  if (!user) throw new TypeError(`The library has no user "${name}".`);
  return user;
}
