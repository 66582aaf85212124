import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { MemoryTree } from './memory-tree.ts';
import { serve } from './serving.ts';

const library = () => new MemoryTree().file(['a.jpg'], { bytes: Buffer.from('picture') });
const propfind = (inner: string) => `<propfind xmlns="DAV:" xmlns:z="urn:z">${inner}</propfind>`;
const depth = { Depth: '0' };

describe('unknown elements are passed over', () => {
  const inner = [
    '<allprop/>',
    '<propname/>',
    '<prop><getetag/></prop>',
    '<allprop/><include><supportedlock/></include>',
  ];
  const unknown = ['<foo/>', '<z:prop><z:x/></z:prop>', '<z:propname/>', '<foo><prop><x/></prop><allprop/></foo>'];

  test.each(inner)('beside %s', async (known) => {
    const { ask } = await serve(library());
    const asked = async (body: string) => ask('PROPFIND', '/a.jpg', { headers: depth, body: propfind(body) });
    const plain = await asked(known);
    expect(plain.status).toBe(207);
    for (const other of unknown) {
      expect(await asked(`${other}${known}`)).toMatchObject({ status: 207, text: plain.text });
      expect(await asked(`${known}${other}`)).toMatchObject({ status: 207, text: plain.text });
    }
  });

  test('include belongs to allprop alone', async () => {
    const { ask } = await serve(library());
    const body = propfind('<prop><getetag/></prop><include><displayname/></include>');
    const { status, text } = await ask('PROPFIND', '/a.jpg', { headers: depth, body });
    expect(status).toBe(207);
    expect(text).toContain('<D:getetag>');
    expect(text).not.toContain('displayname');
  });
});

describe('a body in UTF-16', () => {
  const xml =
    '<?xml version="1.0" encoding="utf-16"?><propfind xmlns="DAV:"><prop><Größe xmlns="urn:名"/></prop></propfind>';
  const little = (text: string) => Buffer.from(text, 'utf16le');
  const marked = `\ufeff${xml}`;

  test.each([
    ['little-endian', little(marked)],
    ['big-endian', little(marked).swap16()],
    ['little-endian without a mark', little(xml)],
    ['big-endian without a mark', little(xml).swap16()],
    ['announced, but in UTF-8', Buffer.from(xml)],
    ['announced, but in UTF-8 with a mark', Buffer.from(marked)],
  ])('%s is read', async (_, body) => {
    const { ask } = await serve(library());
    const { status, text } = await ask('PROPFIND', '/', { headers: depth, body });
    expect(status).toBe(207);
    expect(text).toContain('<x:Größe xmlns:x="urn:名"/>');
  });
});

describe('a compressed body', () => {
  const body = gzipSync(propfind('<propname/>'));

  test.each([
    { 'Content-Encoding': 'gzip' },
    { 'Content-Encoding': 'identity, BR' },
    { 'Content-Encoding': 'gzip', 'Transfer-Encoding': 'chunked' },
    { 'Transfer-Encoding': 'gzip, chunked' },
  ])('is answered 415, and what is accepted: %j', async (headers) => {
    const { ask } = await serve(library());
    const got = await ask('PROPFIND', '/', { headers: { ...depth, ...headers }, body });
    expect(got).toMatchObject({ status: 415, text: 'Send the request body without compression.\n' });
    expect(got.headers['accept-encoding']).toBe('identity');
  });

  test('that is announced and does not come is none', async () => {
    const { ask } = await serve(library());
    expect((await ask('PROPFIND', '/', { headers: { ...depth, 'Content-Encoding': 'gzip' } })).status).toBe(207);
  });

  test('with the coding identity is read', async () => {
    const { ask } = await serve(library());
    const headers = { ...depth, 'Content-Encoding': 'Identity' };
    expect((await ask('PROPFIND', '/', { headers, body: propfind('<propname/>') })).status).toBe(207);
  });
});
