import { jsonOf } from './recording.ts';

/** What depends on the time, on the place of files and on how far the jobs had come. */
const VOLATILE = new Set(
  'createdAt originalPath exifImageWidth exifImageHeight width height thumbhash modifyDate timeZone'.split(' '),
);

/** Puts recorded values into an answer where nobody could know them. */
export function withVolatile(answered: string, recorded: string): string {
  const merge = (actual: unknown, expected: unknown): unknown => {
    if (Array.isArray(actual))
      return actual.map((item, index) => merge(item, (expected as unknown[] | undefined)?.[index]));
    if (typeof actual !== 'object' || actual === null) return actual;
    const known = (typeof expected === 'object' && expected !== null ? expected : {}) as Record<string, unknown>;
    return Object.fromEntries(
      Object.entries(actual).map(([key, value]) => [
        key,
        VOLATILE.has(key) && key in known ? known[key] : merge(value, known[key]),
      ]),
    );
  };
  const json = jsonOf(answered);
  return json === undefined ? answered : JSON.stringify(merge(json, jsonOf(recorded)));
}
