import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MemoryTree } from './memory-tree.ts';
import { readXml } from './read-xml.ts';
import { serve } from './serving.ts';

interface Name {
  readonly namespace: string;
  readonly local: string;
}

const xmlNamespace = 'http://www.w3.org/XML/1998/namespace';
const attribute = (text: string) => text.replace(/[^\p{L}\p{N}:/.]/gu, (found) => `&#${found.codePointAt(0)};`);

/** Of any namespace that XML can spell; the parser takes blanks off its ends. */
const namespace = fc.oneof(
  fc.constantFrom('', 'DAV:', xmlNamespace, 'http://owncloud.org/ns', 'urn:z&"\'<]]>', 'a\tb\nc\rd', 'D', 'x'),
  fc
    .string({ unit: 'grapheme', maxLength: 20 })
    .filter((text) => text === text.trim() && !/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(text)),
);
const first = fc.constantFrom('a', 'Z', '_', 'é', 'ß', 'あ', '名', '𐀀');
const local = fc.oneof(
  fc.constantFrom(
    'getetag',
    'displayname',
    'resourcetype',
    'checksums',
    'lang',
    'xml',
    'prop',
    'constructor',
    '__proto__',
  ),
  fc
    .tuple(first, fc.string({ unit: fc.constantFrom('a', '1', '-', '.', '_', '·', 'é', '字') }))
    .map((parts) => parts.join('')),
);
const name: fc.Arbitrary<Name> = fc.record({ namespace, local });

/** As a client may write it: with a prefix, with the default namespace, with `xml`. */
function spell({ namespace: uri, local: text }: Name, prefix: string): string {
  if (uri === xmlNamespace) return `<xml:${text}/>`;
  return uri === '' || prefix === ''
    ? `<${text} xmlns="${attribute(uri)}"/>`
    : `<${prefix}:${text} xmlns:${prefix}="${attribute(uri)}"/>`;
}

const spelled = fc.tuple(name, fc.constantFrom('', 'D', 'x', 'oc', 'p'));
const clark = ({ namespace: uri, local: text }: Name) => `{${uri}}${text}`;
const names = fc.array(spelled, { maxLength: 10 });
const propfind = (inner: string) => `<d:propfind xmlns:d="DAV:">${inner}</d:propfind>`;

/** Names as no library should have them. */
const oddNames = ['a\u0001\ufffe\ud800.jpg', 'a\r\n\t"<>&\'.jpg', ']]>.jpg', '\u202egpj.jpg', ' ', 'xml:lang'];
const library = () => {
  const tree = new MemoryTree().collection('<album>&amp;');
  for (const odd of oddNames) tree.file([odd], { bytes: Buffer.from('x'), mediaType: odd, sha1: odd });
  return tree;
};

test('whatever properties are asked for, the answer is namespace-well-formed and has the very names', async () => {
  const { ask } = await serve(library());
  await fc.assert(
    fc.asyncProperty(names, fc.constantFrom('0', '1'), async (asked, depth) => {
      const body = propfind(`<d:prop>${asked.map(([one, prefix]) => spell(one, prefix)).join('')}</d:prop>`);
      const { status, text } = await ask('PROPFIND', '/', { headers: { Depth: depth }, body });
      expect(status).toBe(207);
      expect([...new Set(readXml(text))]).toEqual(expect.arrayContaining(asked.map(([one]) => clark(one))));
    }),
    { numRuns: 200 },
  );
});

test.each([
  '<d:allprop/>',
  '<d:propname/>',
  '<d:allprop/><d:include><d:supportedlock/><x xmlns="a&#9;b"/></d:include>',
])('%s of odd resources is namespace-well-formed', async (inner) => {
  const { ask } = await serve(library());
  const { text } = await ask('PROPFIND', '/', { headers: { Depth: '1' }, body: propfind(inner) });
  expect(readXml(text).filter((one) => one === '{DAV:}response')).toHaveLength(oddNames.length + 2);
});

test('whatever is sent, an answer in XML is namespace-well-formed', async () => {
  const { ask } = await serve(library());
  const part = fc.constantFrom(
    '<',
    '>',
    '/',
    'd:',
    'prop',
    'xmlns',
    '="',
    '"',
    'DAV:',
    ' ',
    ':',
    '&#9;',
    'xml',
    '1',
    '<a:1 xmlns:a="b"/>',
    '<xmlns:a/>',
    '<xml:a/>',
    '<a xmlns:b=""/>',
  );
  const version = fc.constantFrom(
    '',
    '<?xml version="1.0"?>',
    '<?xml version="1.1"?>',
    '<?xml version="1.1" encoding="x"?>',
  );
  await fc.assert(
    fc.asyncProperty(version, fc.array(part), async (head, parts) => {
      const body = `${head}${propfind(`<d:prop>${parts.join('')}</d:prop>`)}`;
      const { status, headers, text } = await ask('PROPFIND', '/', { headers: { Depth: '0' }, body });
      expect([207, 400]).toContain(status);
      if (status === 207) expect(readXml(text)[0]).toBe('{DAV:}multistatus');
      else expect(headers['content-type']).toBe('text/plain; charset=utf-8');
    }),
    { numRuns: 200 },
  );
});
