import { describe, expect, it } from 'vitest';
import { startServer, versions } from '../test/start-server.ts';
import { describeWith, findProgram } from './program.ts';
import { litmusFolder, passed } from './run-litmus.ts';

/** Only what reads: the rest of each suite writes first. */
const readOnly: readonly (readonly [suite: string, tests: readonly string[]])[] = [
  ['http', ['init', 'begin']],
  ['basic', ['init', 'begin', 'options']],
  ['props', ['init', 'begin', 'propfind_invalid', 'propfind_invalid2', 'propfind_d0']],
];

describeWith(['litmus'], () => {
  describe.each(versions)('over Immich %s', (version) => {
    it.each(readOnly)('the part of %s that only reads', async (suite, tests) => {
      const { url } = await startServer(version, { WEBDAV_BASE_PATH: '/litmus' });
      expect(findProgram(suite)).toBeDefined();
      const { names, output } = await passed(suite, await litmusFolder(url));
      expect(names, output).toEqual(expect.arrayContaining([...tests]));
      expect((await fetch(new URL('/healthz', url))).status).toBe(200);
    });

    it('is refused its folder, at once', async () => {
      const { url } = await startServer(version);
      const { output } = await passed('http', url);
      expect(output).toMatch(/Could not create new collection `\/litmus\/' for tests: 403/);
    });
  });
});
