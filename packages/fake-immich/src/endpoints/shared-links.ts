import { HttpError } from '../http/http-error.ts';
import { json } from '../http/reply.ts';
import type { Caller, Route } from '../http/route.ts';
import { asObject, required, text, validate } from '../http/validation.ts';
import type { SharedLink } from '../library/records.ts';
import { linkToken } from '../library/shared-links.ts';
import { renderSharedLink } from '../render/shared-link.ts';

const COOKIE = 'immich_shared_link_token';
const COOKIE_SECONDS = 86_400;

/** Shared links, for those who have the key or the slug. Only these two ask for the password. */
export const sharedLinkRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/api/shared-links/me',
    access: 'shared link',
    handle({ library, generation, headers }, caller) {
      const link = linkOf(caller);
      if (link.password !== null && !tokensIn(headers.cookie).includes(linkToken(link)))
        throw new HttpError(401, 'Password required');
      return json(renderSharedLink(library, link, generation));
    },
  },
  {
    method: 'POST',
    path: '/api/shared-links/login',
    access: 'shared link',
    handle({ library, generation, body, clock }, caller) {
      const link = linkOf(caller);
      const given = asObject(body);
      validate(given, { password: required(text) }, generation);
      if (link.password === null) throw new HttpError(400, 'Shared link is not password protected');
      if (link.password !== given.password) throw new HttpError(401, 'Invalid password');
      return {
        ...json(renderSharedLink(library, link, generation)),
        status: 201,
        headers: { 'Set-Cookie': cookieWith(linkToken(link), clock.now()) },
      };
    },
  },
];

/** The router calls these endpoints with a link only. */
const linkOf = ({ sharedLink }: Caller): SharedLink => {
  if (!sharedLink) throw new HttpError(403, 'Forbidden');
  return sharedLink;
};

function cookieWith(token: string, now: number): string {
  const expires = new Date(now + COOKIE_SECONDS * 1000).toUTCString();
  return `${COOKIE}=${encodeURIComponent(token)}; Max-Age=${COOKIE_SECONDS}; Path=/; Expires=${expires}; HttpOnly; SameSite=Lax`;
}

/** A browser keeps the tokens of several links in one cookie. */
function tokensIn(cookie = ''): readonly string[] {
  const value = new RegExp(`(?:^|;\\s*)${COOKIE}=([^;]+)`).exec(cookie)?.[1] ?? '';
  return decodeURIComponent(value).split(',');
}
