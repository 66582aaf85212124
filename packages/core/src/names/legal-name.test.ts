import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { legalName, maxNameBytes, splitExtension } from './legal-name.ts';

const bytes = (text: string): number => new TextEncoder().encode(text).length;

describe('legalName', () => {
  it.each([
    ['IMG_0001.jpg', 'IMG_0001.jpg'],
    ['', 'unnamed'],
    ['.', 'unnamed'],
    ['..', 'unnamed'],
    ['A/B: test?', 'A_B_ test_'],
    ['../../up.jpg', '_.._.._up.jpg'],
    ['./._up.jpg', '_._._up.jpg'],
    ['.cache\\up.jpg', '_.cache_up.jpg'],
    ['..hidden', '..hidden'],
    ['\u202egpj.exe.jpg', '_gpj.exe.jpg'],
    ['a\u2066b\u2069\u200f.jpg', 'a_b__.jpg'],
    ['\ufeffIMG\u200b_1.jpg', '_IMG__1.jpg'],
    ['line\u2028break.jpg', 'line_break.jpg'],
    ['IMG_1\u200d.jpg', 'IMG_1_.jpg'],
    ['👩\u200d💻 می\u200cخواهم.jpg', '👩\u200d💻 می\u200cخواهم.jpg'],
    ['❤️.jpg', '❤️.jpg'],
    ['trailing. ', 'trailing'],
    ['CON', 'CON_'],
    ['nul.jpg', 'nul_.jpg'],
    ['COM¹.txt', 'COM¹_.txt'],
    ['console.jpg', 'console.jpg'],
    ['IMG_0001 (2)-a.jpg', 'IMG_0001 (2)-a.jpg'],
    [`${'x'.repeat(300)}.jpg`, `${'x'.repeat(244)}.jpg`],
    ['name ', 'name'],
    ['tab\there.png', 'tab_here.png'],
    ['u\u0308ber.jpg', '\u00fcber.jpg'],
    ['lone \ud800.jpg', 'lone \ufffd.jpg'],
    ['.hidden', '.hidden'],
  ])('makes %j into %j', (verbatim, legal) => {
    expect(legalName(verbatim)).toBe(legal);
  });

  it('shortens the stem and keeps the extension', () => {
    const name = legalName(`${'ä'.repeat(200)}.jpeg`);
    expect(bytes(name)).toBeLessThanOrEqual(maxNameBytes);
    expect(name.endsWith('ä.jpeg')).toBe(true);
  });

  it('is legal on Windows and macOS for any name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (verbatim) => {
        const name = legalName(verbatim);
        expect(bytes(name)).toBeLessThanOrEqual(maxNameBytes);
        expect(name).not.toMatch(/[<>:"/\\|?*\p{Cc}]|[. ]$|^\.{0,2}$/u);
        expect(name).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i);
        expect(name.isWellFormed()).toBe(true);
        expect(legalName(name)).toBe(name);
      }),
    );
  });

  const parts = fc.constantFrom(
    '.',
    '..',
    '/',
    '\\',
    'a',
    '.jpg',
    ' ',
    '\u202e',
    '\u2067',
    '\u200b',
    '\u200d',
    '👩',
    'é',
    'e\u0301',
    'con',
    ':',
  );
  it('shows what it is, and is hidden only where the given name is', () => {
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 12 }), (all) => {
        const verbatim = all.join('');
        const name = legalName(verbatim);
        expect(name).not.toMatch(/[\p{Bidi_Control}\p{Zl}\p{Zp}\u200b\u2060\ufeff]|^\u200d|\u200d$|\u200d\./u);
        if (name.startsWith('.')) expect(verbatim).toMatch(/^\.[^/\\]*$/);
        expect(legalName(name)).toBe(name);
      }),
      { numRuns: 500 },
    );
  });

  it('keeps the extension of any long name', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 300, maxLength: 400, unit: fc.constantFrom('a', 'é', '🗾') }), (stem) => {
        expect(splitExtension(legalName(`${stem}.jpg`)).extension).toBe('.jpg');
      }),
    );
  });
});
