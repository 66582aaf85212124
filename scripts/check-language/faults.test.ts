import { describe, expect, it } from 'vitest';
import { faultsOf } from './faults.ts';
import { exceptions } from './rules.ts';

const path = 'packages/core/src/tree/collection.ts';
const found = (source: string, at = path): readonly string[] =>
  faultsOf(at, source).map((fault) => /not "([^"]*)"/.exec(fault)?.[1] ?? fault);

describe('names', () => {
  it.each([
    ['const knownNames = 1;', 'known'],
    ['function readTreeError() {}', 'tree error'],
    ['const f = (looseAssets: number) => 1;', 'loose'],
    ['const { id: told, ...facts } = f();', 'told'],
    ['const [first, pictures = []] = f();', 'pictures'],
    ['export interface KindFolder { readonly id: string }', 'folder'],
    ['interface A { readonly keptBytes: number; }', 'kept'],
    ['interface A { tellOnce(): void; }', 'tell'],
    ['type A = (node: string) => void;', 'node'],
    ['type A = readonly [version: string];', 'version'],
    ['class A { readonly doubt = 1; }', 'doubt'],
    ['try { f(); } catch (told) { g(); }', 'told'],
    ['const LONGEST_TURN_MS = 3;', 'turn'],
  ])('are refused where they are declared: %s', (source, word) => {
    expect(found(source)).toContain(word);
  });

  it.each([
    'import { once } from "node:events"; once(emitter, "end");',
    'const { version: text } = manifest;',
    'const cachedNames = 1;',
    'const unknown = 1; const returned = 2; const remember = 3;',
  ])('are allowed where they come from elsewhere or only look alike: %s', (source) => {
    expect(found(source)).toEqual([]);
  });

  it('are refused in paths, below the source folder', () => {
    expect(found('', 'packages/core/src/tree/kind-folder.ts')).toContain('folder');
    expect(found('', 'packages/folder/src/tree.ts')).toEqual([]);
  });
});

describe('prose', () => {
  it.each([
    ['/** Whoever asks waits. */', 'Whoever'],
    ['// The observer is told.', 'is told'],
    ['/**\n * Of an asset,\n * what is known.\n */', 'what is known'],
    ['log.info("Learning the lengths.");', 'Learning'],
    ['log.info(`It is read anew.`);', 'anew'],
  ])('is refused in comments and messages: %s', (source, phrase) => {
    expect(found(source)).toContain(phrase);
  });

  it('may be in short texts, which are keys', () => {
    expect(found('const kind = "told";')).toEqual([]);
  });

  it('is reported with its line', () => {
    expect(faultsOf(path, '\n\n// Nobody waits.\n')).toEqual([
      `${path}:3 "Nobody waits.": not "Nobody" but the client, the caller, the operator`,
    ]);
  });
});

describe('exceptions', () => {
  it('hold for their paths alone', () => {
    expect(found('const folder = 1;', 'apps/server/src/files/a.ts')).toEqual([]);
    expect(found('const folder = 1;')).toEqual(['folder']);
  });

  it('each have a reason', () => {
    expect(exceptions.filter(({ reason }) => !/\w.*\.$/.test(reason))).toEqual([]);
  });
});
