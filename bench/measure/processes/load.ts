import { createRequire } from 'node:module';
import type { Call } from '../exchange.ts';
import type { LoadResult } from '../load.ts';

interface Options extends Call {
  readonly connections: number;
  readonly duration: number;
}

// autocannon has no types of its own.
const require = createRequire(import.meta.url);
const autocannon: (options: Options) => Promise<LoadResult> = require('autocannon');
// It refuses methods that are not in its table, which is of RFC 7231; there is no option for others.
const methods: string[] = require('autocannon/lib/httpMethods');
methods.push('PROPFIND');

process.on('message', async (options: Options) => process.send?.(await autocannon(options)));
process.on('disconnect', () => process.exit());
