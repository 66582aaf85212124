/** One rule of a port. */
export interface ConformanceCase<T> {
  readonly name: string;
  /** Why the rule does not apply, such as an optional ability that is absent; undefined = it applies. */
  readonly skip?: (underTest: T) => string | undefined;
  /** Rejects with a sentence when the implementation breaks the rule. */
  readonly run: (underTest: T) => Promise<void>;
}

/**
 * Runs one rule in any test runner, or calls `onSkip` with the reason why it does not apply. With vitest:
 * `it(rule.name, (context) => runCase(rule, underTest, (reason) => context.skip(reason)))`.
 */
export async function runCase<T>(
  rule: ConformanceCase<T>,
  underTest: T,
  onSkip: (reason: string) => void,
): Promise<void> {
  const reason = rule.skip?.(underTest);
  if (reason === undefined) await rule.run(underTest);
  else onSkip(reason);
}

/** What became of one rule. */
export interface ConformanceResult {
  readonly name: string;
  readonly outcome: 'passed' | 'failed' | 'skipped';
  /** Why the rule was skipped. */
  readonly reason?: string;
  /** What the rule rejected with. */
  readonly error?: unknown;
}

/** Runs a suite without a test runner, each rule on an implementation of its own, e.g. for `console.table`. */
export async function checkConformance<T>(
  suite: readonly ConformanceCase<T>[],
  makeUnderTest: () => T | Promise<T>,
): Promise<readonly ConformanceResult[]> {
  const results: ConformanceResult[] = [];
  for (const rule of suite) {
    let result: ConformanceResult = { name: rule.name, outcome: 'passed' };
    try {
      await runCase(rule, await makeUnderTest(), (reason) => {
        result = { name: rule.name, outcome: 'skipped', reason };
      });
    } catch (error) {
      result = { name: rule.name, outcome: 'failed', error };
    }
    results.push(result);
  }
  return results;
}
