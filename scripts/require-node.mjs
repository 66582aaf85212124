// Loaded with `--import` before TypeScript files, which an older Node refuses with an error about their extension.
import { readFileSync } from 'node:fs';

const { engines } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const oldest = engines.node.replace('>=', '');

const [major, minor] = process.versions.node.split('.').map(Number);
const [oldestMajor, oldestMinor] = oldest.split('.').map(Number);

if (major < oldestMajor || (major === oldestMajor && minor < oldestMinor)) {
  process.stderr.write(`This program needs Node ${oldest} or newer, and this is Node ${process.versions.node}.\n`);
  process.exit(1);
}
