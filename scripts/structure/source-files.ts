import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

/** A source file that ships, with what it imports by relative path. */
export interface SourceFile {
  readonly path: string;
  readonly lines: number;
  readonly imports: readonly string[];
  readonly isTested: boolean;
}

const specifier = /(?:from|import)\s+'(\.[^']+)'/g;

/** The files under `src` of every package and application, without tests and generated code. */
export function sourceFiles(): readonly SourceFile[] {
  const listed = execFileSync('git', ['ls-files', 'packages/*/src/**', 'apps/*/src/**'], { encoding: 'utf8' });
  return listed
    .split('\n')
    .filter((path) => /(?<!\.test|\.gen|\.d)\.ts$/.test(path) && !path.startsWith('packages/fake-immich/'))
    .filter((path) => existsSync(path))
    .map(readSource);
}

function readSource(path: string): SourceFile {
  const text = readFileSync(path, 'utf8');
  const imports = [...text.matchAll(specifier)].map(([, target = '']) => normalize(join(dirname(path), target)));
  return {
    path,
    lines: text.split('\n').length - 1,
    imports: [...new Set(imports)],
    isTested: existsSync(path.replace(/\.ts$/, '.test.ts')),
  };
}
