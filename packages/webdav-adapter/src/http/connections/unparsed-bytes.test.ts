import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createUnparsedBytes } from './unparsed-bytes.ts';

const emptyLines = fc.array(fc.constantFrom('\r\n', '\n', '\r'), { maxLength: 50 }).map((lines) => lines.join(''));

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
