import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseCredentials as parse } from './credentials.ts';

const parseCredentials = (authorization: string | undefined) =>
  parse(authorization === undefined ? {} : { authorization });

const header = (pair: string) => `Basic ${Buffer.from(pair).toString('base64')}`;
const text = fc.string({ unit: 'grapheme' });

test('any name without colon and any password are read back', () => {
  const username = text.filter((name) => !name.includes(':'));
  fc.assert(
    fc.property(username, text, (name, password) => {
      expect(parseCredentials(header(`${name}:${password}`))).toEqual({ scheme: 'basic', username: name, password });
    }),
  );
});

test('Latin-1 is understood where it is no UTF-8', () => {
  const encoded = Buffer.from('größe:pässwörd', 'latin1').toString('base64');
  expect(parseCredentials(`Basic ${encoded}`)).toEqual({ scheme: 'basic', username: 'größe', password: 'pässwörd' });
});

test('a backslash is part of the name', () => {
  expect(parseCredentials(header('HOME\\me:x'))).toEqual({ scheme: 'basic', username: 'HOME\\me', password: 'x' });
});

test.each([
  undefined,
  '',
  'Basic',
  'Basic ',
  'Basic !',
  'Digest abc',
  header('no colon'),
  'Bearer',
  'Bearer a b',
  'Bearer =',
  'Bearer a,b',
])('%j holds none', (value) => {
  expect(parseCredentials(value)).toBeUndefined();
});

test('any bearer token is read back', () => {
  const token = fc.stringMatching(/^[A-Za-z0-9._~+/-]{1,60}={0,2}$/);
  fc.assert(
    fc.property(token, fc.constantFrom('Bearer', 'bearer', 'BEARER'), (value, scheme) => {
      expect(parseCredentials(`${scheme} ${value}`)).toEqual({ scheme: 'bearer', token: value });
    }),
  );
});

test('the cookie is found among others, whatever surrounds it', () => {
  const token = fc.stringMatching(/^[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]{1,40}$/);
  const others = fc.array(fc.stringMatching(/^[a-z]{1,5}=[a-z0-9]{0,5}$/), { maxLength: 4 });
  fc.assert(
    fc.property(others, token, others, fc.boolean(), (before, value, after, isQuoted) => {
      const cookie = [...before, `session_id=${isQuoted ? `"${value}"` : value}`, ...after].join('; ');
      expect(parse({ cookie }, 'session_id')).toEqual({ scheme: 'cookie', token: value });
    }),
  );
});

test.each([
  ['no cookie is configured', { cookie: 'session=abc' }, undefined],
  ['the cookie is empty', { cookie: 'session=; x=y' }, 'session'],
  ['another name contains it', { cookie: 'mysession=abc; session2=abc; session' }, 'session'],
  ['an Authorization header is malformed', { authorization: 'Basic !', cookie: 'session=abc' }, 'session'],
])('there are no credentials when %s', (_, headers, name) => {
  expect(parse(headers, name)).toBeUndefined();
});

test('Authorization takes precedence over a cookie', () => {
  expect(parse({ authorization: 'Bearer a', cookie: 'session=b' }, 'session')).toEqual({
    scheme: 'bearer',
    token: 'a',
  });
});
