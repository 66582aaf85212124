import { LibraryError } from '@immich-webdav/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MemoryTree } from './memory-tree.ts';
import { readXml } from './read-xml.ts';
import { serve } from './serving.ts';

const browsers = [
  'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8',
  'text/html, application/xhtml+xml, */*',
  'text/html',
];
const others = [
  undefined,
  '*/*',
  'text/plain',
  'image/avif,image/webp,*/*;q=0.8',
  'text/xml',
  'text/html;q=0, */*',
  'rubbish',
];
const page = 'text/html; charset=utf-8';
const line = 'text/plain; charset=utf-8';
const accepting = (accept: string | undefined) => (accept === undefined ? {} : { Accept: accept });
const library = () => new MemoryTree().file(['a.jpg'], { bytes: Buffer.from('picture') });

/** The elements of a page, read as XML but for what HTML lets stand open. */
const elements = (html: string) =>
  readXml(html.replace('<!doctype html>', '').replaceAll(/<meta [^>]*>/g, '')).map((name) => name.slice(2));

describe('a refused request', () => {
  test.each(browsers)('is explained to a browser with a page: Accept %s', async (accept) => {
    const { ask } = await serve(library(), { basePath: '/my photos/' });
    const { status, headers, text } = await ask('GET', '/none', { headers: accepting(accept) });
    expect(status).toBe(404);
    expect(headers).toMatchObject({
      'content-type': page,
      vary: 'Accept',
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(headers['content-security-policy']).toMatch(
      /^default-src 'none'; style-src 'sha256-.*frame-ancestors 'none'/,
    );
    expect(text).toContain('<title>Not Found</title>');
    expect(text).toContain('<h1>Not Found</h1>');
    expect(text).toContain('<main><p>There is nothing at this path.</p></main>');
    expect(text).toContain('<a href="/my%20photos/">Photos</a>');
    expect(text).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(elements(text)).toEqual(['html', 'head', 'title', 'style', 'body', 'header', 'nav', 'a', 'h1', 'main', 'p']);
  });

  test.each(others)('is explained to other programs with one line: Accept %s', async (accept) => {
    const { ask } = await serve(library());
    const got = await ask('GET', '/none', { headers: accepting(accept) });
    expect(got).toMatchObject({ status: 404, text: 'There is nothing at this path.\n' });
    expect(got.headers).toMatchObject({ 'content-type': line, vary: 'Accept' });
  });

  test.each(['PUT', 'PROPFIND', 'MKCOL', 'REPORT'])('by %s is never explained with a page', async (method) => {
    const { ask } = await serve(library());
    const headers = { Depth: '7', Accept: 'text/html' };
    expect((await ask(method, '/none', { headers })).headers['content-type']).toBe(line);
  });

  test('by HEAD has the headers of the page and nothing else', async () => {
    const { ask } = await serve(library());
    const headers = accepting('text/html');
    const [head, get] = [await ask('HEAD', '/none', { headers }), await ask('GET', '/none', { headers })];
    expect(head).toMatchObject({ status: 404, text: '' });
    expect(head.headers['content-length']).toBe(get.headers['content-length']);
  });

  test.each([
    ['/%', {}, 400, 'Bad Request'],
    ['/a.jpg', { 'If-Match': '"x"' }, 412, 'Precondition Failed'],
    ['/a.jpg', { Range: 'bytes=7-' }, 416, 'Range Not Satisfiable'],
  ])('%s with %j is answered %i with a page', async (path, more, status, title) => {
    const { ask } = await serve(library());
    const got = await ask('GET', path, { headers: { Accept: 'text/html', ...more } });
    expect(got.status).toBe(status);
    expect(got.text).toContain(`<h1>${title}</h1>`);
  });

  test('keeps the headers that go with its status', async () => {
    const trees = async () => {
      throw new LibraryError('unavailable', 'Start Immich.', { retryAfterMs: 7_000 });
    };
    const down = await (await serve(trees)).ask('GET', '/', { headers: accepting('text/html') });
    expect(down).toMatchObject({ status: 503, headers: { 'retry-after': '7', 'content-type': page } });
    const locked = await serve(library(), { requireCredentials: true });
    const asked = await locked.ask('GET', '/', { headers: accepting('text/html') });
    expect(asked).toMatchObject({ status: 401, headers: { 'content-type': page } });
    expect(asked.headers['www-authenticate']).toMatch(/^Basic /);
    expect(asked.text).toContain('<h1>Unauthorized</h1>');
  });

  test('of an error that says why in markup shows it as text', async () => {
    const message = '<script>alert(1)</script> & "this"';
    const tree = library();
    tree.onOpen = () => {
      throw new LibraryError('bad-response', message);
    };
    const { ask } = await serve(tree);
    const { text } = await ask('GET', '/a.jpg', { headers: accepting('text/html') });
    expect(text).toContain('<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;this&quot;</p>');
    expect(elements(text)).not.toContain('script');
  });

  test('with any Accept is answered, with a page or a line', async () => {
    const { ask } = await serve(library());
    const part = fc.constantFrom('text/html', '*/*', 'text/*', ';q=0', ';q=1', ';q=x', ',', ' ', '"', '/', 'é', ';');
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 12 }), async (parts) => {
        const headers = accepting(Buffer.from(parts.join('')).toString('latin1'));
        const got = await ask('GET', '/none', { headers });
        expect(got.status).toBe(404);
        expect([page, line]).toContain(got.headers['content-type']);
      }),
      { numRuns: 50 },
    );
  });
});
