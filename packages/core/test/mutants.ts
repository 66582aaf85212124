/** For each rule of a suite: what a mutant breaks, and how it is made of an implementation that conforms. */
export type Mutants<T> = Readonly<Record<string, Readonly<Record<string, (good: T) => Partial<T>>>>>;

/** One row for each mutant: the rule that has to fail, what is broken, and the mutant. */
export const failsIn = <T>(mutants: Mutants<T>): (readonly [string, string, (good: T) => Partial<T>])[] =>
  Object.entries(mutants).flatMap(([rule, ofRule]) =>
    Object.entries(ofRule).map(([broken, mutate]) => [rule, broken, mutate] as const),
  );
