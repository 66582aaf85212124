import { chmodSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { keepFolderPrivate } from './private-folder.ts';

/** What becomes of a folder that everyone may read. */
async function keptPrivate(...names: readonly string[]) {
  const path = join(temporaryFolder(), 'data');
  mkdirSync(path);
  for (const name of names) writeFileSync(join(path, name), '');
  chmodSync(path, 0o755);
  const warnings: string[] = [];
  await keepFolderPrivate({ path, isOwn: (name) => name.startsWith('listings.db') }, (warning) =>
    warnings.push(warning),
  );
  return { mode: (statSync(path).mode & 0o777).toString(8), warnings, path };
}

describe.skipIf(process.platform === 'win32')('an existing folder', () => {
  it.each([[[]], [['listings.db', 'listings.db-wal', '.gitkeep', 'lost+found']]])(
    'with nothing but own files (%j) becomes its owner’s',
    async (names) => {
      expect(await keptPrivate(...names)).toMatchObject({ mode: '700', warnings: [] });
    },
  );

  it('with files of others keeps its mode, with a warning', async () => {
    const { mode, warnings, path } = await keptPrivate('listings.db', 'passwd');
    expect(mode).toBe('755');
    expect(warnings).toEqual([expect.stringContaining(`${path}, because it also holds passwd`)]);
  });

  it.each([
    ['before it is made', 'none'],
    ['where it cannot be', 'file/none'],
  ])('is not missed %s', async (_, name) => {
    const warnings: string[] = [];
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'file'), '');
    await keepFolderPrivate({ path: join(folder, name), isOwn: () => true }, (warning) => warnings.push(warning));
    expect(warnings).toEqual([]);
  });
});
