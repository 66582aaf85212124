import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'dotenv';
import type { Environment } from './parse-configuration.ts';

/** The process's own variables, and beneath them those of a file `.env` in the folder, where there is one. */
export function loadEnvironment(folder: string = process.cwd(), own: Environment = process.env): Environment {
  return { ...readDotenv(join(folder, '.env')), ...own };
}

function readDotenv(path: string): Environment {
  try {
    return parse(readFileSync(path));
  } catch (error) {
    if (isMissing(error)) return {};
    throw error;
  }
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'EISDIR');
