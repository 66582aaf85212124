import { randomBytes } from 'node:crypto';
import { HttpError } from '../http/http-error.ts';
import { created, json } from '../http/reply.ts';
import type { Route } from '../http/route.ts';
import { asObject, email, password, required, validate } from '../http/validation.ts';
import type { User } from '../library/records.ts';
import type { LibraryState } from '../library/state.ts';

/** Log-in by e-mail and password, and log-out. */
export const authRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/api/auth/login',
    access: 'public',
    handle({ library, body, generation }) {
      const given = asObject(body);
      validate(given, { email: required(email), password: required(password) }, generation);
      return created(logIn(library, String(given.email), String(given.password)));
    },
  },
  {
    method: 'POST',
    path: '/api/auth/logout',
    access: 'session',
    handle: ({ library }, { user, token }) => {
      library.users.set(user.id, { ...user, sessions: user.sessions.filter((one) => one.token !== token) });
      return json({ successful: true, redirectUri: '/auth/login?autoLaunch=0' });
    },
  },
];

function logIn(library: LibraryState, email: string, password: string): Record<string, unknown> {
  const user = [...library.users.values()].find((one) => one.email.toLowerCase() === email.toLowerCase());
  if (user?.password === undefined || user.password !== password)
    throw new HttpError(401, 'Incorrect email or password');
  const token = randomBytes(32).toString('base64url');
  library.users.set(user.id, { ...user, sessions: [...user.sessions, { token, elevated: false }] });
  return { accessToken: token, ...renderLogIn(user) };
}

const renderLogIn = (user: User): Record<string, unknown> => ({
  userId: user.id,
  userEmail: user.email,
  name: user.name,
  isAdmin: user.isAdmin,
  profileImagePath: '',
  shouldChangePassword: false,
  isOnboarded: false,
});
