import { expect, it } from 'vitest';
import { linkNameIn, linkNameOf, nameForLog } from './link-name.ts';

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
