import type { VersionLines } from './server-version.ts';
import type { VersionLine } from './version-line.ts';

/** Runs work with the server's line, and retries if an error reveals that the line changed. */
export async function inLine<T>(
  lines: VersionLines,
  work: (line: VersionLine) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const line = await lines.current(signal);
  try {
    return await work(line);
  } catch (error) {
    const other = await lines.afterError(error, line, signal);
    if (!other) throw error;
    return work(other);
  }
}

/** The same for pages. */
export async function* pagesInLine<T>(
  lines: VersionLines,
  work: (line: VersionLine) => AsyncIterable<T>,
  signal?: AbortSignal,
): AsyncIterable<T> {
  const line = await lines.current(signal);
  let isBegun = false;
  try {
    for await (const page of work(line)) {
      isBegun = true;
      yield page;
    }
    return;
  } catch (error) {
    // Pages already yielded cannot be withdrawn.
    const other = isBegun ? undefined : await lines.afterError(error, line, signal);
    if (!other) throw error;
    yield* work(other);
  }
}
