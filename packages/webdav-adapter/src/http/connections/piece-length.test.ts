import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pieceLength } from './piece-length.ts';

const bytes = fc.array(fc.constantFrom('a', '\r', '\n', '\r\n', '\r\n\r\n'), { maxLength: 30 });

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
