/** A rule of a port that an implementation broke. */
export class ConformanceError extends Error {
  override readonly name = 'ConformanceError';
}

/** Throws unless the rule holds. */
export function must(holds: boolean, rule: string): asserts holds {
  if (!holds) throw new ConformanceError(rule);
}

const text = (value: unknown): string => JSON.stringify(value) ?? 'undefined';

/** Throws unless both are the same as JSON. */
export function mustEqual(actual: unknown, expected: unknown, rule: string): void {
  must(text(actual) === text(expected), `${rule}: ${text(actual)} instead of ${text(expected)}`);
}
