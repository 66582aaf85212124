import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { legalName, maxNameBytes } from './legal-name.ts';
import { createNameTable, nameKey } from './name-table.ts';

const recorded = new URL('../../../../../shared/immich/recorded/', import.meta.url);
const present = existsSync(recorded);

function recordedNames(): string[] {
  const names = new Set<string>();
  for (const file of readdirSync(recorded, { recursive: true, withFileTypes: true })) {
    if (!file.isFile() || !file.name.endsWith('.http')) continue;
    const text = readFileSync(`${file.parentPath}/${file.name}`, 'utf8');
    for (const [, quoted = ''] of text.matchAll(/"(?:albumName|originalFileName)":\s*("(?:[^"\\]|\\.)*")/g)) {
      names.add(JSON.parse(quoted) as string);
    }
  }
  return [...names];
}

describe.skipIf(!present)(
  `names of recorded albums and files${present ? '' : ' (skipped: ../shared is absent)'}`,
  () => {
    const names = present ? recordedNames() : [];

    it('are there in number', () => {
      expect(names.length).toBeGreaterThan(100);
      expect(names).toContain('..');
    });

    it('become legal', () => {
      for (const name of names.map(legalName)) {
        expect(name).not.toMatch(/[<>:"/\\|?*\p{Cc}]|[. ]$|^\.{0,2}$/u);
        expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(maxNameBytes);
      }
    });

    it('become unique without regard to case when all are in one folder', () => {
      const table = createNameTable();
      const given = names.map((name, at) => nameKey(table.claim(name, `id-${at}`)));
      expect(new Set(given).size).toBe(names.length);
    });
  },
);
