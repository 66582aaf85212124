import { createStopSignal } from '../base/platform.ts';
import { LibraryError, type LibraryErrorCode } from '../errors/library-error.ts';
import type { Content } from '../ports/content.ts';

/** An implementation broke a rule of its port. */
export class ConformanceError extends Error {
  override readonly name = 'ConformanceError';
}

/** Throws unless the rule holds. */
export function must(holds: boolean, rule: string): asserts holds {
  if (!holds) throw new ConformanceError(rule);
}

/** Sorts properties, because their order does not matter. */
const inOrder = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;

const text = (value: unknown): string => JSON.stringify(value, inOrder) ?? 'undefined';
const brief = (value: unknown): string => {
  const whole = text(value);
  return whole.length > 500 ? `${whole.slice(0, 500)}…` : whole;
};

/** Throws unless both are equal as JSON. */
export function mustEqual(actual: unknown, expected: unknown, what: string): void {
  must(text(actual) === text(expected), `${what}: ${brief(actual)} instead of ${brief(expected)}`);
}

/** The code that some work rejects with; undefined when it resolves. Throws for an error that is no `LibraryError`. */
export async function codeOf(work: () => Promise<unknown>): Promise<LibraryErrorCode | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    must(LibraryError.is(error), `Only a LibraryError crosses the port, not ${String(error)}.`);
    return error.code;
  }
}

/** Throws unless the work rejects with one of the codes. */
export async function mustReject(
  work: () => Promise<unknown>,
  codes: readonly LibraryErrorCode[],
  what: string,
): Promise<void> {
  const code = await codeOf(work);
  must(
    code !== undefined && codes.includes(code),
    `${what} must reject with ${codes.join(' or ')}, not ${code ?? 'resolve'}.`,
  );
}

/** Throws unless the work rejects with any `LibraryError` when its signal is aborted beforehand. */
export async function mustHonorSignal(work: (signal: AbortSignal) => Promise<unknown>, what: string): Promise<void> {
  const stop = createStopSignal();
  stop.abort();
  must((await codeOf(() => work(stop.signal))) !== undefined, `${what} must reject when its signal is aborted.`);
}

/** All bytes of a body. */
export async function readAll({ body }: Pick<Content, 'body'>): Promise<number[]> {
  const bytes: number[] = [];
  for await (const chunk of body) for (const byte of chunk) bytes.push(byte);
  return bytes;
}
