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
    ['../../up.jpg', '.._.._up.jpg'],
    ['trailing. ', 'trailing'],
    ['CON', 'CON_'],
    ['nul.jpg', 'nul_.jpg'],
    ['COM¹.txt', 'COM¹_.txt'],
    ['console.jpg', 'console.jpg'],
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

  it('keeps the extension of any long name', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 300, maxLength: 400, unit: fc.constantFrom('a', 'é', '🗾') }), (stem) => {
        expect(splitExtension(legalName(`${stem}.jpg`)).extension).toBe('.jpg');
      }),
    );
  });
});
