import type { IncomingMessage } from 'node:http';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createOriginReader } from './request-origin.ts';
import { parseTrustedProxies } from './trusted-proxies.ts';

const trusted = ['127.0.0.1', '10.0.0.0/8', '2001:db8:ffff::/48', 'unix'];
const read = createOriginReader(parseTrustedProxies(trusted));

function origin(headers: Readonly<Record<string, string>>, remoteAddress: string | undefined = '127.0.0.1') {
  return read({
    headers: { host: 'internal:1700', ...headers },
    socket: { remoteAddress },
  } as unknown as IncomingMessage);
}

const direct = { address: '127.0.0.1', scheme: 'http', host: 'internal:1700', prefix: [] };

describe('the origin of a request', () => {
  test.each<[string, Readonly<Record<string, string>>, object]>([
    ['no field', {}, {}],
    ['a client', { 'x-forwarded-for': '203.0.113.9' }, { address: '203.0.113.9' }],
    ['a forged client to its left', { 'x-forwarded-for': '198.51.100.1, 203.0.113.9' }, { address: '203.0.113.9' }],
    ['a trusted proxy to its right', { 'x-forwarded-for': '203.0.113.9, 10.1.1.1' }, { address: '203.0.113.9' }],
    ['proxies alone', { 'x-forwarded-for': '10.1.1.2, 10.1.1.1' }, { address: '10.1.1.2' }],
    ['garbage to its left', { 'x-forwarded-for': '"><x>,, 203.0.113.9' }, { address: '203.0.113.9' }],
    ['a port', { 'x-forwarded-for': '203.0.113.9:4711' }, { address: '203.0.113.9' }],
    ['IPv6', { 'x-forwarded-for': '2001:DB8::1' }, { address: '2001:db8::1' }],
    ['IPv6 with a port', { 'x-forwarded-for': '[2001:db8::1]:4711' }, { address: '2001:db8::1' }],
    ['mapped IPv4', { 'x-forwarded-for': '::ffff:203.0.113.9' }, { address: '203.0.113.9' }],
    ['unknown', { 'x-forwarded-for': 'unknown' }, { address: '' }],
    ['unknown, behind a trusted proxy', { 'x-forwarded-for': 'unknown, 10.1.1.1' }, { address: '' }],
    ['a scheme', { 'x-forwarded-proto': 'HTTPS' }, { scheme: 'https' }],
    ['a scheme of another kind', { 'x-forwarded-proto': 'ftp' }, {}],
    ['schemes', { 'x-forwarded-proto': 'http, https' }, { scheme: 'https' }],
    ['a host', { 'x-forwarded-host': 'photos.example' }, { host: 'photos.example' }],
    ['a host that is none', { 'x-forwarded-host': 'a/b' }, {}],
    ['a prefix', { 'x-forwarded-prefix': '/my%20photos/' }, { prefix: ['my photos'] }],
    ['a root as prefix', { 'x-forwarded-prefix': '/' }, {}],
    [
      'a chain with schemes and hosts',
      {
        'x-forwarded-for': '203.0.113.9, 10.1.1.1',
        'x-forwarded-proto': 'https, http',
        'x-forwarded-host': 'photos.example, inner',
      },
      { address: '203.0.113.9', scheme: 'https', host: 'photos.example' },
    ],
    [
      'Forwarded',
      { forwarded: 'for=203.0.113.9;proto=https;host="photos.example:8443"' },
      { address: '203.0.113.9', scheme: 'https', host: 'photos.example:8443' },
    ],
    [
      'a chain in Forwarded',
      { forwarded: 'For="[2001:db8::1]:4711";Proto=https;Host=photos.example, for=10.1.1.1;proto=http;host=inner' },
      { address: '2001:db8::1', scheme: 'https', host: 'photos.example' },
    ],
    ['a forged Forwarded', { forwarded: 'for=198.51.100.1;proto=https, for=203.0.113.9' }, { address: '203.0.113.9' }],
    ['a hidden client in Forwarded', { forwarded: 'for=_hidden' }, { address: '' }],
    [
      'both, of one client',
      { forwarded: 'for=203.0.113.9;proto=https', 'x-forwarded-for': '198.51.100.1, 203.0.113.9' },
      { address: '203.0.113.9', scheme: 'https' },
    ],
  ])('with %s', (_, headers, expected) => expect(origin(headers)).toEqual({ ...direct, ...expected }));

  test.each<[string, Readonly<Record<string, string>>]>([
    ['two clients', { forwarded: 'for=198.51.100.1', 'x-forwarded-for': '203.0.113.9' }],
    ['a malformed Forwarded', { forwarded: 'for="203.0.113.9' }],
    ['a prefix that is no path', { 'x-forwarded-prefix': '/a/../b' }],
    ['a prefix without a slash', { 'x-forwarded-prefix': 'photos' }],
  ])('with %s is refused', (_, headers) =>
    expect(() => origin(headers)).toThrow(expect.objectContaining({ name: 'Refusal', status: 400 })),
  );

  test('is that of the connection for any fields of an untrusted peer', () => {
    const name = fc.constantFrom(
      'x-forwarded-for',
      'x-forwarded-proto',
      'x-forwarded-host',
      'x-forwarded-prefix',
      'forwarded',
    );
    const headers = fc.dictionary(name, fc.oneof(fc.string(), fc.ipV4(), fc.constant('for=203.0.113.9;proto=https')));
    fc.assert(
      fc.property(headers, (given) => {
        expect(origin(given, '192.0.2.1')).toEqual({ ...direct, address: '192.0.2.1' });
      }),
    );
  });

  test('whatever a client sends, a proxy that appends to it gets its own report believed', () => {
    const forged = fc.oneof(
      fc.string({ unit: fc.constantFrom('1', '.', ',', ' ', ':', '[', 'x', '"') }),
      fc.ipV4(),
      fc.ipV6(),
    );
    const client = fc.oneof(fc.ipV4(), fc.ipV6()).filter((address) => !parseTrustedProxies(trusted)(address));
    const proxies = fc.array(fc.constantFrom('10.0.0.1', '10.9.9.9', '2001:db8:ffff::1'), { maxLength: 3 });
    fc.assert(
      fc.property(fc.array(forged, { maxLength: 4 }), client, proxies, (left, address, right) => {
        const list = [...left, address, ...right].join(', ');
        expect(origin({ 'x-forwarded-for': list }).address).toBe(origin({}, address).address);
      }),
    );
  });

  test('over a unix socket is what its proxy reports', () =>
    expect(
      read({
        headers: { 'x-forwarded-for': '203.0.113.9' },
        socket: { remoteAddress: undefined },
      } as unknown as IncomingMessage),
    ).toEqual({ address: '203.0.113.9', scheme: 'http', prefix: [] }));
});
