import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MemoryTree } from './memory-tree.ts';
import { readXml } from './read-xml.ts';
import { serve } from './serving.ts';

/** Pieces that mean something in HTML, XML, URLs and headers. */
const markup = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onclick='",
  '</D:href>',
  ']]>',
  '<!--',
];
const escapes = [
  '&lt;',
  '&#x3c;',
  '&',
  '%0d%0aX-Injected:%20yes',
  '%2e%2e',
  'javascript:alert(1)',
  '..',
  '?',
  '#',
  ';',
  '\\',
];
const controls = [
  '\r\nX-Injected: yes\r\n\r\n',
  '\r',
  '\n',
  '\t',
  '\u2028',
  '\u202e',
  '\ufeff',
  '\ud800',
  '\u0085',
  '\u0000',
  '\u000b',
];
const meaningful = fc.constantFrom(...markup, ...escapes, ...controls, 'a', 'é', '日');
const hostileName = fc
  .array(fc.oneof({ weight: 4, arbitrary: meaningful }, { weight: 1, arbitrary: fc.string({ unit: 'grapheme' }) }), {
    minLength: 1,
    maxLength: 5,
  })
  .map((pieces) => pieces.join('').replaceAll('/', '∕'))
  .filter((name) => name.trim() !== '' && name !== '.' && name !== '..');

const drawn = fc.sample(fc.uniqueArray(hostileName, { minLength: 150, maxLength: 150 }), { numRuns: 2, seed: 7 });
// The tree has names in NFC.
const names = [...new Set(drawn.flat().map((name) => name.normalize()))];

const serveNames = (given: readonly string[]) => {
  const tree = new MemoryTree().collection('album');
  for (const [index, name] of given.entries()) {
    if (index % 2 === 0) tree.file(['album', name], { bytes: Buffer.from('x'), mediaType: 'image/jpeg' });
    else tree.collection('album', name);
  }
  return serve(tree);
};

/** The tags and attributes of a page, without the values of links. */
const skeleton = (html: string) => [...html.matchAll(/<[^>]*>/g)].map(([tag]) => tag.replace(/href="[^"]*"/, 'href'));

const html = { headers: { Accept: 'text/html' } };

test('names that Immich holds inject nothing into the index page', async () => {
  const hostile = await (await serveNames(names)).ask('GET', '/album/', html);
  const harmless = await (await serveNames(names.map((_, index) => `name ${index}`))).ask('GET', '/album/', html);
  expect(hostile.status).toBe(200);
  expect(skeleton(hostile.text)).toEqual(skeleton(harmless.text));
  for (const [, href = ''] of hostile.text.matchAll(/href="([^"]*)"/g)) expect(href).toMatch(/^\/[\w.~%!*'()/-]*$/);
});

test('nor into a multistatus: each name comes back as it was', async () => {
  const { ask } = await serveNames(names);
  const { status, text } = await ask('PROPFIND', '/album/', { headers: { Depth: '1' } });
  expect(status).toBe(207);
  // Throws for anything that is not well-formed.
  readXml(text);
  const hrefs = [...text.matchAll(/<D:href>([^<]*)<\/D:href>/g)].map(([, href = '']) => href.replace(/\/$/, ''));
  const expected = names.map((name) => `/album/${encodeURIComponent(name.toWellFormed())}`);
  expect(hrefs.slice(1).sort()).toEqual(expected.sort());
});

test('nor into the headers of any answer', async () => {
  const { ask, raw } = await serveNames(names);
  const heads = new Set<string>();
  for (const name of names.slice(0, 60)) {
    const href = `/album/${encodeURIComponent(name.toWellFormed())}`;
    for (const target of [href, `${href}-none`]) {
      const text = await raw(
        `GET ${target} HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\nConnection: close\r\n\r\n`,
      );
      const head = text.slice(0, text.indexOf('\r\n\r\n'));
      heads.add([...head.matchAll(/^([\w-]+):/gm)].map(([, field]) => field).join());
      expect(head).not.toMatch(/X-Injected|alert/i);
    }
  }
  // Of a file, a collection, and a path without a resource.
  expect(heads.size).toBeLessThanOrEqual(4);
  expect((await ask('OPTIONS', '/')).status).toBe(200);
});
