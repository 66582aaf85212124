import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createUnparsedBytes, pieceLength } from './unparsed-bytes.ts';

const bytes = fc.array(fc.constantFrom('a', '\r', '\n', '\r\n', '\r\n\r\n'), { maxLength: 30 });
const emptyLines = fc.array(fc.constantFrom('\r\n', '\n', '\r'), { maxLength: 50 }).map((lines) => lines.join(''));

test('a piece ends with the first empty line, and never within one', () => {
  fc.assert(
    fc.property(bytes, (parts) => {
      const text = parts.join('');
      const piece = text.slice(0, pieceLength(Buffer.from(text)));
      const rest = text.slice(piece.length);
      expect(piece.slice(0, -1)).not.toContain('\r\n\r\n');
      if (!piece.endsWith('\r\n\r\n')) expect('\r\n\r\n'.startsWith(rest)).toBe(true);
      if (rest === '') expect(piece).not.toMatch(/(^|[^\n])\r$/);
    }),
  );
});

test('empty lines before a request are not parsed, however they arrive', () => {
  fc.assert(
    fc.property(emptyLines, fc.integer({ min: 1, max: 7 }), (lines, size) => {
      const unparsed = createUnparsedBytes();
      const text = `${lines}GET / HTTP/1.1\r\n\r\n`;
      let given = '';
      for (let at = 0; at < text.length; at += size) {
        unparsed.add(Buffer.from(text.slice(at, at + size)));
        for (let piece = unparsed.take('head'); piece !== undefined; piece = unparsed.take('head')) given += piece;
      }
      expect(given).toBe('GET / HTTP/1.1\r\n\r\n');
      expect(unparsed.length).toBe(0);
    }),
  );
});
