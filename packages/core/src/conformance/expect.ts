/** A rule of a port that an implementation broke. */
export class ConformanceError extends Error {
  override readonly name = 'ConformanceError';
}

/** Throws unless the rule holds. */
export function must(holds: boolean, rule: string): asserts holds {
  if (!holds) throw new ConformanceError(rule);
}

/** The order of properties does not matter. */
const inOrder = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;

const text = (value: unknown): string => JSON.stringify(value, inOrder) ?? 'undefined';

/** Throws unless both are the same as JSON. */
export function mustEqual(actual: unknown, expected: unknown, rule: string): void {
  must(text(actual) === text(expected), `${rule}: ${text(actual)} instead of ${text(expected)}`);
}
