import { Session } from 'node:inspector/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** Runs work and resolves with the source files of which any function ran meanwhile. */
export async function filesRun(work: () => Promise<void>): Promise<readonly string[]> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  await work();
  const { result } = await session.post('Profiler.takePreciseCoverage');
  await session.post('Profiler.stopPreciseCoverage');
  session.disconnect();
  const root = fileURLToPath(pathToFileURL(`${process.cwd()}/`));
  return result
    .filter(({ functions }) => functions.some(({ ranges }) => (ranges[0]?.count ?? 0) > 0))
    .filter(({ url }) => url.startsWith('file:'))
    .map(({ url }) => fileURLToPath(url).replace(root, ''))
    .filter((path) => /^(packages|apps)\/[^/]+\/src\//.test(path) && !path.startsWith('packages/fake-immich/'));
}
