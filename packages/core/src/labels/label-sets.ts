/** Sets of labels by number: those of an asset are nearly always those of many others too. */
export interface LabelSets {
  /** The set that has one label more. Labels are numbers as well. */
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
  /** By set: which one it becomes with another label. */
  const more = new Map<number, Map<number, number>>();

  function numberOf(labels: readonly number[]): number {
    const key = labels.join();
    const known = numbers.get(key) ?? sets.push(labels) - 1;
    numbers.set(key, known);
    return known;
  }
  const labelsOf = (set: number): readonly number[] => sets[set] ?? [];
  return {
    labelsOf,
    with(set, label) {
      const after = more.get(set) ?? new Map<number, number>();
      more.set(set, after);
      const known = after.get(label) ?? numberOf([...new Set([...labelsOf(set), label])].sort((a, b) => a - b));
      after.set(label, known);
      return known;
    },
    without(set, labels) {
      const before = labelsOf(set);
      return before.some((label) => labels.has(label)) ? numberOf(before.filter((label) => !labels.has(label))) : set;
    },
  };
}
