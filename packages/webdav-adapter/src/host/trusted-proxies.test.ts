import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseTrustedProxies, proxyNames } from './trusted-proxies.ts';

describe('trusted proxies', () => {
  test.each<[string, string | undefined, boolean]>([
    ['127.0.0.1', '127.0.0.1', true],
    ['127.0.0.1', '::ffff:127.0.0.1', true],
    ['127.0.0.1', '127.0.0.2', false],
    ['10.0.0.0/8', '10.255.0.1', true],
    ['10.0.0.0/8', '11.0.0.1', false],
    ['10.0.0.0/8', '::ffff:a00:1', true],
    ['::ffff:10.0.0.0/104', '10.1.2.3', true],
    ['::ffff:10.0.0.1', '10.0.0.1', true],
    ['0.0.0.0/0', '203.0.113.9', true],
    ['0.0.0.0/0', '2001:db8::1', false],
    ['::/0', '203.0.113.9', false],
    ['2001:db8::/32', '2001:db8:1::1', true],
    ['2001:db8::/32', '2001:db9::1', false],
    ['loopback', '127.8.9.10', true],
    ['loopback', '::1', true],
    ['loopback', '192.168.0.1', false],
    ['linklocal', 'fe80::1%eth0', true],
    ['uniquelocal', '172.31.0.1', true],
    ['uniquelocal', '172.32.0.1', false],
    ['uniquelocal', 'fd00::1', true],
    ['unix', undefined, true],
    ['loopback', undefined, false],
    ['unix', '127.0.0.1', false],
    ['loopback', 'no address', false],
  ])('%s includes %s: %s', (item, address, expected) => expect(parseTrustedProxies([item])(address)).toBe(expected));

  test('none are trusted by default', () => {
    const isTrusted = parseTrustedProxies([]);
    expect([undefined, '', '127.0.0.1', '::1'].map(isTrusted)).toEqual([false, false, false, false]);
  });

  test('a list includes what any of its items includes', () => {
    const item = fc.oneof(
      fc.ipV4(),
      fc.ipV6(),
      fc.tuple(fc.ipV4(), fc.integer({ min: 0, max: 32 })).map(([address, bits]) => `${address}/${bits}`),
      fc.constantFrom(...proxyNames),
    );
    fc.assert(
      fc.property(fc.array(item, { maxLength: 5 }), fc.oneof(fc.ipV4(), fc.ipV6()), (list, address) => {
        const isTrusted = parseTrustedProxies(list);
        expect(isTrusted(address)).toBe(list.some((one) => parseTrustedProxies([one])(address)));
        expect(parseTrustedProxies([address])(address)).toBe(true);
      }),
    );
  });

  test.each([
    '',
    'localhost',
    '10.0.0.0/33',
    '::/129',
    '10.0.0.0/',
    '1',
    '10.0.0/8',
    'fe80::1%eth0',
    '10.0.0.0/8/8',
    '*',
  ])('%j is not a proxy', (item) =>
    expect(() => parseTrustedProxies([item])).toThrow(expect.objectContaining({ code: 'invalid-name' })),
  );
});
