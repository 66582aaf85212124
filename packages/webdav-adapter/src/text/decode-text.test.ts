import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeText } from './decode-text.ts';

test('any UTF-8 is read as UTF-8', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(decodeText(Buffer.from(text))).toBe(text);
    }),
  );
});

test('Latin-1 letters that are no UTF-8 are read as Latin-1', () => {
  const letter = fc.integer({ min: 0xc0, max: 0xff }).map((code) => String.fromCharCode(code));
  const word = fc.array(fc.oneof(fc.constantFrom('a', ' ', 'Z'), letter), { minLength: 1 }).map((all) => all.join(''));
  fc.assert(
    // No letter of Latin-1 is a continuation byte, so a word with one is never valid UTF-8.
    fc.property(word, (text) => {
      expect(decodeText(Buffer.from(text, 'latin1'))).toBe(text);
    }),
  );
});

test('what Windows-1252 adds to Latin-1 is read too', () => {
  expect(decodeText(Uint8Array.of(0x80, 0x92, 0x96, 0xe4))).toBe('€’–ä');
});
