import { expect, it } from 'vitest';
import { isShortPassword } from './short-password.ts';

it.each([
  ['', true],
  ['1234567', true],
  ['12345678', false],
  ['péché é'.normalize('NFD'), true],
  ['😀😀😀😀😀😀😀', true],
  ['😀😀😀😀😀😀😀😀', false],
])('%j is short: %s', (password, isShort) => {
  expect(isShortPassword(password)).toBe(isShort);
});
