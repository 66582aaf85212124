import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addressKey, plainAddress } from './address.ts';

it.each([
  ['192.0.2.7', '192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7', '192.0.2.7'],
  ['::FFFF:c000:207', '192.0.2.7', '192.0.2.7'],
  ['2001:DB8:1:2:3:4:5:6', '2001:db8:1:2:3:4:5:6', '2001:db8:1:2::'],
  ['fe80::1%eth0', 'fe80::1', 'fe80::'],
  ['::1', '::1', '::'],
  ['', '', ''],
  ['no address', '', ''],
  ['1', '', ''],
  ['0x7f.1', '', ''],
  [undefined, '', ''],
])('%j is written %j and counted as %j', (given, plain, key) => {
  expect(plainAddress(given)).toBe(plain);
  expect(addressKey(given)).toBe(key);
});

it('counts a whole /64 as one address, and no two of IPv4', () => {
  fc.assert(
    fc.property(fc.ipV6(), fc.ipV4(), fc.ipV4(), (six, one, other) => {
      expect(addressKey(addressKey(six))).toBe(addressKey(six));
      expect(addressKey(one) === addressKey(other)).toBe(one === other);
    }),
  );
});
