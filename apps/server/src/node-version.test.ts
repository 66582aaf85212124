import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { tooOld } from './node-version.ts';

it.each([
  ['18.20.8', true],
  ['20.20.2', true],
  ['22.17.1', true],
  ['22.18.0', false],
  ['24.0.0', false],
  ['100.1.0', false],
])('Node %s is too old: %s', (version, isTooOld) => {
  expect(tooOld(version) !== undefined).toBe(isTooOld);
});

it('names the version that the package asks for', async () => {
  const { engines } = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8'));
  expect(tooOld('20.1.0')).toBe(
    `This program needs Node ${engines.node.replace('>=', '')} or newer, and this is Node 20.1.0.`,
  );
});
