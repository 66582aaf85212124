import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = new URL('../', import.meta.url);
const document = readFileSync(new URL('SECURITY.md', root), 'utf8');
const promises = document
  .slice(document.indexOf('## Promises'))
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.endsWith('| tests |'));

describe('each promise in SECURITY.md', () => {
  it.each(promises)('%s has tests that exist', (row) => {
    const tests = [...(row.split(' | ')[1] ?? '').matchAll(/`([^`]+)`/g)].map(([, path = '']) => path);
    expect(tests.length).toBeGreaterThan(0);
    for (const path of tests) {
      expect(path).toMatch(/\.test\.ts$/);
      expect([path, existsSync(fileURLToPath(new URL(path, root)))]).toEqual([path, true]);
    }
  });

  it('is found', () => expect(promises.length).toBeGreaterThan(20));
});
