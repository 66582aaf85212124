import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hrefOf } from './href.ts';
import { parseRequestPath } from './request-path.ts';

const name = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
  .filter((text) => text !== '.' && text !== '..' && !/[/\\\p{Cc}]/u.test(text));
const path = fc.array(name, { maxLength: 6 });

test('an href is read back as the path it was made of, for collections and files', () => {
  fc.assert(
    fc.property(path, fc.constantFrom('collection', 'file'), (segments, kind) => {
      expect(parseRequestPath(hrefOf(segments, kind))).toEqual(segments);
    }),
  );
});

test('an href holds nothing that XML or HTML must escape, and never a lone surrogate', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' })), (segments) => {
      expect(hrefOf(segments, 'file')).toMatch(/^(\/[A-Za-z0-9\-_.!~*'()%]*)*$/);
    }),
  );
});

test('any target is read as clean segments or not at all', () => {
  fc.assert(
    fc.property(
      fc.webPath().chain((valid) => fc.constantFrom(valid, `${valid}%`, `${valid}/%2f`, `${valid}/../x`)),
      (target) => {
        for (const segment of parseRequestPath(target) ?? []) expect(segment).not.toMatch(/^$|^\.\.?$|[/\\\0]/);
      },
    ),
  );
});

test('repeated slashes count as one, anywhere and however many', () => {
  const slashes = fc.integer({ min: 1, max: 4 }).map((count) => '/'.repeat(count));
  const origin = fc.constantFrom('', 'http://host', 'https://host:8080');
  fc.assert(
    fc.property(origin, fc.array(fc.tuple(slashes, name), { maxLength: 6 }), slashes, (before, steps, end) => {
      const target = steps.map(([slash, segment]) => `${slash}${encodeURIComponent(segment)}`).join('');
      expect(parseRequestPath(`${before}${target}${end}`)).toEqual(steps.map(([, segment]) => segment));
    }),
  );
});

test('a segment in Latin-1 escapes is read as the same name in UTF-8', () => {
  const letter = fc.constantFrom('a', ' ', 'ä', 'Ö', 'ß', 'é', 'ñ', 'ÿ');
  const latin1 = (text: string) => Buffer.from(text, 'latin1').toString('hex').replace(/../g, '%$&');
  fc.assert(
    fc.property(fc.array(letter, { minLength: 1 }), (letters) => {
      const text = letters.join('');
      expect(parseRequestPath(`/album/${latin1(text)}/x`)).toEqual(['album', text, 'x']);
    }),
  );
});

test.each(['/%C0%AF', '/%C1%9C', '/%E0%80%AF', '/%ED%A0%80', '/%E4%', '/%E4%2', '/a%E4%2Fb', '/%E4%00', '/%81'])(
  '%s is refused: no Latin-1 by chance',
  (target) => {
    expect(parseRequestPath(target)).toBeUndefined();
  },
);
