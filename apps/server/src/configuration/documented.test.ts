import { readFile } from 'node:fs/promises';
import { renditionNames, viewNames } from '@immich-webdav/core';
import { expect, it } from 'vitest';
import { settings } from './settings.ts';

const read = (file: string): Promise<string> => readFile(new URL(`../../../../${file}`, import.meta.url), 'utf8');

it.each(Object.keys(settings))('%s has a row in the readme', async (name) => {
  const rows = (await read('README.md')).split('\n').filter((line) => line.startsWith('| `'));
  expect(rows.filter((row) => row.split(' | ')[0]?.includes(`\`${name}\``))).toHaveLength(1);
});

it.each(viewNames)('the view %s has its tree and its permissions in the docs', async (name) => {
  const lines = (await read('docs/views.md')).split('\n');
  expect(lines.filter((line) => new RegExp(`^[├└]── .*/ {2,}${name}(: |$)`).test(line))).toHaveLength(1);
  const rows = lines.filter((line) => line.startsWith('| '));
  expect(rows.filter((row) => row.slice(2).split(' | ')[0]?.split(', ').includes(name))).toHaveLength(1);
});

it.each(renditionNames)('the rendition %s has a row in the docs', async (name) => {
  expect(await read('docs/views.md')).toContain(`\n| \`${name}\` |`);
});
