import { readFile } from 'node:fs/promises';
import { renditionNames, viewNames } from '@immich-webdav/core';
import { expect, it } from 'vitest';
import { limitAnswers, limitSettings } from './http-settings.ts';
import { parseConfiguration } from './parse-configuration.ts';
import type { Setting } from './setting.ts';
import { settings } from './settings.ts';

const read = (file: string): Promise<string> => readFile(new URL(`../../../../${file}`, import.meta.url), 'utf8');

it.each(Object.keys(settings))('%s has a row in the readme', async (name) => {
  const rows = (await read('README.md')).split('\n').filter((line) => line.startsWith('| `'));
  expect(rows.filter((row) => row.split(' | ')[0]?.includes(`\`${name}\``))).toHaveLength(1);
});

it.each(Object.entries(limitSettings))('the limit %s has its row in the docs', async (limit, name) => {
  const { default: preset } = settings[name] as Setting<unknown>;
  const row = `| \`${name}\` | \`${preset}\` | ${limitAnswers[limit as keyof typeof limitAnswers]} |`;
  expect((await read('docs/operations.md')).split('\n').filter((line) => line.startsWith(row))).toHaveLength(1);
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

it('the unit for systemd keeps files private, and allows as many as all connections and downloads need', async () => {
  const unit = /\[Service\]\n([\s\S]*?)\n\n/.exec(await read('README.md'))?.[1] ?? '';
  const value = (name: string) =>
    unit
      .split('\n')
      .find((line) => line.startsWith(`${name}=`))
      ?.slice(name.length + 1);
  expect(value('UMask')).toBe('0077');
  expect(value('MemoryMax')).toMatch(/^\d+[MG]$/);
  const { webdav } = parseConfiguration({ IMMICH_URL: 'http://immich:2283', IMMICH_API_KEY: 'key' });
  const { limits, downloads } = webdav;
  // A download has a connection to Immich and a file of the content cache.
  expect(Number(value('LimitNOFILE'))).toBeGreaterThan(2 * (limits.connections + 2 * downloads.downloads));
});
