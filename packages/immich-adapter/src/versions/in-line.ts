import type { VersionLines } from './server-version.ts';
import type { VersionLine } from './version-line.ts';

/** Does work in the way of the server's version; once more when the server turns out to be of another line by now. */
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

/** The same for what comes in pages. */
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
    // Pages that were given cannot be taken back.
    const other = isBegun ? undefined : await lines.afterError(error, line, signal);
    if (!other) throw error;
    yield* work(other);
  }
}
