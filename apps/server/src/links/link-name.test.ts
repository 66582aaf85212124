import { expect, it } from 'vitest';
import { linkNameIn, linkNameOf, nameForLog, withoutKeys } from './link-name.ts';

it.each([
  ['s/our trip', 'our trip'],
  ['s/KEY/', 'KEY'],
  ['HOME\\s/KEY', 'KEY'],
  ['s/Gro\u0308\u00dfe', 'Größe'],
  ['s/', ''],
  ['S/KEY', undefined],
  ['sam', undefined],
  ['ada@example.com', undefined],
  ['a/s/KEY', undefined],
  ['a/b\\s/KEY', undefined],
])('the user name %j stands for the link %j', (username, name) => {
  expect(linkNameOf(username)).toBe(name);
  expect(linkNameIn({ scheme: 'basic', username, password: '' })).toBe(name);
  expect(linkNameIn({ scheme: 'bearer', token: username })).toBeUndefined();
});

it('is no link in the log', () => {
  expect(nameForLog('ada@example.com')).toBe('ada@example.com');
  for (const username of ['s/our trip', 'HOME\\s/our trip', 's/our trip/']) {
    expect(nameForLog(username)).toMatch(/^s\/[\da-f]{8}$/);
    expect(nameForLog(username)).toBe(nameForLog('s/our trip'));
  }
});

const keys = [`${'Ab-_9'.repeat(13)}xy`, '0123456789aBcDeF'.repeat(7).slice(0, 100)];

it.each(keys)('the key %s is in no log, wherever it was typed', (key) => {
  for (const place of ['', 'S/', 'share/', 'a/s/', 'HOME\\']) expect(nameForLog(place + key)).toBe(`${place}*`);
  for (const path of ['/share/KEY', '/S/KEY/', '/KEY', '/s/*/KEY/x.jpg', '/a?key=KEY&b=KEY'])
    expect(withoutKeys(path.replaceAll('KEY', key))).toBe(path.replaceAll('KEY', '*'));
});

it.each(['/Trip/IMG_0001.jpg', `/${'a'.repeat(66)}`, `/${'a'.repeat(68)}`, `/${'0'.repeat(101)}`])(
  'the path %s has no key in it',
  (path) => {
    expect(withoutKeys(path)).toBe(path);
  },
);
