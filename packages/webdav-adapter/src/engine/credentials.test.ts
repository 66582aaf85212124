import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseCredentials } from './credentials.ts';

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

test.each([undefined, '', 'Basic', 'Basic ', 'Basic !', 'Digest abc', header('no colon')])('%j holds none', (value) => {
  expect(parseCredentials(value)).toBeUndefined();
});
