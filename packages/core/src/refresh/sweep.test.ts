import { expect, it } from 'vitest';
import type { CatalogEntry } from '../ports/listing.ts';
import { createSweep } from './sweep.ts';

const day = 86_400_000;
const entry = (id: string, readAt: number | undefined): CatalogEntry => ({
  name: id,
  group: { kind: 'album', id, name: id, revision: '1', createdAt: 0, modifiedAt: 0 },
  listing: readAt === undefined ? undefined : { revision: '1', etag: 'e', count: 0, readAt },
});
/** A moment of a clock that was never set. */
const at = (elapsed: number) => ({ now: elapsed, elapsed });
const ids = (entries: readonly CatalogEntry[]) => entries.map(({ group }) => group.id).join('');

it('reads each listing once in an interval, spread out, the longest unread first', () => {
  const sweep = createSweep(day);
  const entries = ['a', 'b', 'c', 'd'].map((id, age) => entry(id, -age));
  const seen: string[] = [];
  for (let now = day; now <= 2 * day; now += day / 8) {
    const due = sweep.due(entries, at(now));
    expect(due.length).toBeLessThanOrEqual(1);
    for (const { group } of due) {
      seen.push(group.id);
      sweep.verified(group.id, at(now));
    }
  }
  expect(seen.join('')).toBe('dcba');
});

it('leaves alone what was read lately or never', () => {
  const sweep = createSweep(day);
  sweep.due([], at(0));
  expect(ids(sweep.due([entry('new', day - 1), entry('unread', undefined), entry('old', 0)], at(day)))).toBe('old');
});

it('does not begin with a burst after a long pause', () => {
  const sweep = createSweep(day);
  const entries = Array.from({ length: 100 }, (_, index) => entry(`${index}`, 0));
  expect(sweep.due(entries, at(50 * day))).toHaveLength(0);
  expect(sweep.due(entries, at(50 * day + day / 100))).toHaveLength(1);
});

it.each([
  ['back by three years', -1000 * day],
  ['back by an hour', -day / 24],
  ['forward by an hour', day / 24],
  ['forward by fifty years', 20_000 * day],
])('keeps its pace when the clock is set %s', (_, jump) => {
  const sweep = createSweep(day);
  const entries = Array.from({ length: 100 }, (_value, index) => entry(`${index}`, 2000 * day));
  const seen: string[] = [];
  for (let step = 0; step <= 400; step++) {
    const elapsed = (step * day) / 200;
    const moment = { now: 2002 * day + elapsed + (step > 100 ? jump : 0), elapsed };
    const due = sweep.due(entries, moment);
    expect(due.length).toBeLessThanOrEqual(1);
    for (const { group } of due) {
      seen.push(group.id);
      sweep.verified(group.id, moment);
    }
  }
  // Two intervals: each of them twice, none left out.
  expect(new Set(seen.slice(0, 100)).size).toBe(100);
  expect(seen).toHaveLength(200);
});
