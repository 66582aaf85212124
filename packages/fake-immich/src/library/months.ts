import type { Selection } from './selections.ts';
import type { LibraryState } from './state.ts';

/** The month of a wall-clock time, as timelines name it: `2024-03-01`. */
export const monthOf = (localDateTime: number): string => `${new Date(localDateTime).toISOString().slice(0, 7)}-01`;

interface Bounds {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

function boundsOf(time: number): Bounds {
  const date = new Date(time);
  const from = Date.UTC(date.getUTCFullYear(), date.getUTCMonth());
  return { name: monthOf(time), from, to: Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1) };
}

/** The assets of each month, in the order of the selection. Kept as long as the selection is the same. */
export type Months = ReadonlyMap<string, Uint32Array>;

const known = new WeakMap<Selection, Months>();

/** Sorts a selection into months by local time. Neighbours are of one month nearly always, so few dates are rendered. */
export function monthsOf(state: LibraryState, selection: Selection): Months {
  const before = known.get(selection);
  if (before) return before;
  const lists = new Map<string, number[]>();
  let bounds = boundsOf(0);
  for (const index of selection) {
    const time = state.assets.peek(index)?.localDateTime ?? 0;
    if (time < bounds.from || time >= bounds.to) bounds = boundsOf(time);
    const list = lists.get(bounds.name);
    if (list) list.push(index);
    else lists.set(bounds.name, [index]);
  }
  const months = new Map([...lists].map(([name, list]) => [name, Uint32Array.from(list)]));
  known.set(selection, months);
  return months;
}
