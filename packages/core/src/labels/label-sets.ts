/** Sets of labels by number: many assets share a set. Labels are numbers as well. */
export interface LabelSets {
  /** The set with one label more. */
  with(set: number, label: number): number;
  /** The set without any of some labels. */
  without(set: number, labels: ReadonlySet<number>): number;
  labelsOf(set: number): readonly number[];
}

/** The set of no labels. */
export const noLabelsSet = 1;

export function createLabelSets(): LabelSets {
  const sets: (readonly number[])[] = [[], []];
  const numbers = new Map<string, number>([['', noLabelsSet]]);
  /** By set and label: the set with that label more. */
  const more = new Map<number, Map<number, number>>();

  function numberOf(labels: readonly number[]): number {
    const key = labels.join();
    const number = numbers.get(key) ?? sets.push(labels) - 1;
    numbers.set(key, number);
    return number;
  }
  const labelsOf = (set: number): readonly number[] => sets[set] ?? [];
  return {
    labelsOf,
    with(set, label) {
      const after = more.get(set) ?? new Map<number, number>();
      more.set(set, after);
      const number = after.get(label) ?? numberOf([...new Set([...labelsOf(set), label])].sort((a, b) => a - b));
      after.set(label, number);
      return number;
    },
    without(set, labels) {
      const before = labelsOf(set);
      return before.some((label) => labels.has(label)) ? numberOf(before.filter((label) => !labels.has(label))) : set;
    },
  };
}
