import { monthName } from './month-number.ts';
import type { Selection } from './selections.ts';
import type { LibraryState } from './state.ts';

/** The assets of each month of local time, `2024-03-01`, in the order of the selection. */
export type Months = ReadonlyMap<string, Uint32Array>;

const known = new WeakMap<Selection, Months>();

/** Sorts a selection into months; kept as long as the selection is the same. */
export function monthsOf({ assets }: LibraryState, selection: Selection): Months {
  const before = known.get(selection);
  if (before) return before;
  const lists = new Map<number, number[]>();
  for (const index of selection) {
    const month = assets.month(index);
    const list = lists.get(month);
    if (list) list.push(index);
    else lists.set(month, [index]);
  }
  const months = new Map([...lists].map(([month, list]) => [monthName(month), Uint32Array.from(list)]));
  known.set(selection, months);
  return months;
}
