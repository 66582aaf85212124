import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { MemoryTree } from './memory-tree.ts';
import { serve } from './serving.ts';

const library = () =>
  new MemoryTree()
    .collection('Summer & Sea')
    .file(['Summer & Sea', 'a#1?.jpg'], { bytes: Buffer.from('one'), sha1: 'ab'.repeat(20) })
    .file(['Summer & Sea', 'unknown.heic'], { bytes: Buffer.from('two'), listedSize: undefined });

const propfind = (inner: string) => `<?xml version="1.0"?><p:propfind xmlns:p="DAV:">${inner}</p:propfind>`;
const at = (depth: string) => ({ Depth: depth });

describe('PROPFIND', () => {
  test('Depth 0 on the root tells only the root', async () => {
    const { ask } = await serve(library());
    const { status, headers, text } = await ask('PROPFIND', '/', { headers: at('0') });
    expect(status).toBe(207);
    expect(headers['content-type']).toBe('application/xml; charset=utf-8');
    expect(text.match(/<D:response>/g)).toHaveLength(1);
    expect(text).toContain('<D:href>/</D:href>');
    expect(text).toContain('<D:resourcetype><D:collection/></D:resourcetype>');
  });

  test('Depth 1 lists members with encoded hrefs; collections end in a slash', async () => {
    const { ask } = await serve(library());
    expect((await ask('PROPFIND', '/', { headers: at('1') })).text).toContain('<D:href>/Summer%20%26%20Sea/</D:href>');
    const { text } = await ask('PROPFIND', '/Summer%20%26%20Sea', { headers: at('1') });
    expect(text).toContain('<D:href>/Summer%20%26%20Sea/</D:href>');
    expect(text).toContain('<D:href>/Summer%20%26%20Sea/a%231%3F.jpg</D:href>');
    expect(text).toContain('<D:displayname>Summer &amp; Sea</D:displayname>');
    expect(text).toContain('<D:getcontentlength>3</D:getcontentlength>');
    expect(text).not.toContain('checksum');
    expect(text).not.toContain('404');
  });

  test('answers with and without the trailing slash alike', async () => {
    const { ask } = await serve(library());
    const without = await ask('PROPFIND', '/Summer%20%26%20Sea', { headers: at('1') });
    const withSlash = await ask('PROPFIND', '/Summer%20%26%20Sea/', { headers: at('1') });
    expect(withSlash.text).toBe(without.text);
  });

  test('named properties: any prefix, checksums on request, unknown names in a 404 propstat', async () => {
    const { ask } = await serve(library());
    const body = propfind(
      '<p:prop><p:getetag/><p:getcontentlength/><q:checksums xmlns:q="http://owncloud.org/ns"/><z xmlns="urn:z&amp;"/></p:prop>',
    );
    const { text } = await ask('PROPFIND', '/Summer%20%26%20Sea/', { headers: at('1'), body });
    expect(text).toContain(`<oc:checksums><oc:checksum>SHA1:${'ab'.repeat(20)}</oc:checksum></oc:checksums>`);
    expect(text).toContain('<D:getcontentlength/><oc:checksums/></D:prop><D:status>HTTP/1.1 404 Not Found');
    expect(text.match(/<x:z xmlns:x="urn:z&amp;"\/>/g)).toHaveLength(3);
    expect(text).not.toContain('displayname');
  });

  test('propname names without values; include adds to allprop', async () => {
    const { ask } = await serve(library());
    const names = await ask('PROPFIND', '/', { headers: at('0'), body: propfind('<p:propname/>') });
    expect(names.text).toContain('<D:displayname/><D:resourcetype/>');
    expect(names.text).not.toContain('<D:getetag>');
    const include = propfind('<p:allprop/><p:include><p:supportedlock/></p:include>');
    expect((await ask('PROPFIND', '/', { headers: at('0'), body: include })).text).toContain('<D:supportedlock/>');
  });

  test.each([
    ['not closed', '<propfind xmlns="DAV:">'],
    ['no XML', 'hello'],
    ['another root', '<a/>'],
    ['an unbound prefix', '<D:propfind><D:prop/></D:propfind>'],
    ['a prefix bound to nothing', '<propfind xmlns="DAV:"><prop><bar:foo xmlns:bar=""/></prop></propfind>'],
    ['a document type', '<!DOCTYPE a [<!ENTITY b "c">]><propfind xmlns="DAV:"><prop/></propfind>'],
    ['an unknown entity', '<propfind xmlns="DAV:"><prop>&bomb;</prop></propfind>'],
    ['a name that is none without its prefix', '<propfind xmlns="DAV:" xmlns:a="b"><prop><a:1/></prop></propfind>'],
    ['only of unknown elements', '<propfind xmlns="DAV:"><foo/><include><getetag/></include></propfind>'],
    ['both allprop and prop', '<propfind xmlns="DAV:"><allprop/><prop/></propfind>'],
    ['both prop and propname', '<propfind xmlns="DAV:"><prop/><propname/></propfind>'],
    ['too many names', propfind(`<p:prop>${Array.from({ length: 65 }, (_, n) => `<a${n}/>`).join('')}</p:prop>`)],
    ['not UTF-8', Buffer.from([0x3c, 0xff, 0x3e])],
    ['half a character of UTF-16', Buffer.from(propfind('<p:propname/>'), 'utf16le').subarray(0, -1)],
    ['a lone surrogate of UTF-16', Buffer.from(`\ufeff${propfind('<p:propname/>')}\ud800`, 'utf16le')],
  ])('a body that is %s is refused with 400', async (_, body) => {
    const { ask } = await serve(library());
    expect((await ask('PROPFIND', '/', { headers: at('0'), body })).status).toBe(400);
  });

  test('a body over 64 KiB is refused with 413, told or not told', async () => {
    const { ask } = await serve(library());
    const body = propfind(`<p:prop><!-- ${'x'.repeat(70_000)} --></p:prop>`);
    expect((await ask('PROPFIND', '/', { headers: at('0'), body })).status).toBe(413);
    const headers = { ...at('0'), 'Transfer-Encoding': 'chunked' };
    expect((await ask('PROPFIND', '/', { headers, body })).status).toBe(413);
  });

  test('a listing is gzipped when accepted, and says so to caches', async () => {
    const { ask } = await serve(library());
    const plain = await ask('PROPFIND', '/', { headers: at('1') });
    const zipped = await ask('PROPFIND', '/', { headers: { ...at('1'), 'Accept-Encoding': 'br, gzip' } });
    expect(zipped.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'Accept-Encoding' });
    expect(gunzipSync(zipped.body).toString()).toBe(plain.text);
    const refused = await ask('PROPFIND', '/', { headers: { ...at('1'), 'Accept-Encoding': 'gzip;q=0' } });
    expect(refused.headers['content-encoding']).toBeUndefined();
  });

  test('below a base path the way to it answers, and hrefs stay under it', async () => {
    const { ask, url } = await serve(library(), { basePath: '/my/photos' });
    expect(new URL(url).pathname).toBe('/my/photos/');
    expect((await ask('PROPFIND', '/', { headers: at('1') })).text).toContain('<D:href>/my/</D:href>');
    expect((await ask('PROPFIND', '/my', { headers: at('1') })).text).toContain('<D:href>/my/photos/</D:href>');
    const inside = await ask('PROPFIND', '/my/photos/Summer%20%26%20Sea', { headers: at('1') });
    expect(inside.text).toContain('<D:href>/my/photos/Summer%20%26%20Sea/a%231%3F.jpg</D:href>');
    expect((await ask('PROPFIND', '/other', { headers: at('0') })).status).toBe(404);
    expect((await ask('PROPFIND', '/Summer%20%26%20Sea', { headers: at('0') })).status).toBe(404);
  });

  test('a control character in a name does not spoil the listing', async () => {
    const { ask } = await serve(new MemoryTree().file(['a\u0001<b>.jpg'], { bytes: Buffer.from('x') }));
    const { text } = await ask('PROPFIND', '/', { headers: at('1') });
    expect(text).toContain('<D:displayname>a\ufffd&lt;b&gt;.jpg</D:displayname>');
    expect(text).toContain('<D:href>/a%01%3Cb%3E.jpg</D:href>');
  });

  test('many members come whole, kept or streamed', async () => {
    const tree = new MemoryTree();
    for (let n = 0; n < 1_000; n++) tree.file([`${n}.jpg`], { bytes: Buffer.from('x') });
    const kept = await serve(tree);
    const streamed = await serve(tree, { cacheBytes: 1_000 });
    const first = await kept.ask('PROPFIND', '/', { headers: at('1') });
    expect(first.text.match(/<D:response>/g)).toHaveLength(1_001);
    expect((await kept.ask('PROPFIND', '/', { headers: at('1') })).text).toBe(first.text);
    expect((await streamed.ask('PROPFIND', '/', { headers: at('1') })).text).toBe(first.text);
    const zipped = await streamed.ask('PROPFIND', '/', { headers: { ...at('1'), 'Accept-Encoding': 'gzip' } });
    expect(gunzipSync(zipped.body).toString()).toBe(first.text);
  });
});
