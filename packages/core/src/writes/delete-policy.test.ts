import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { createDeletePolicy, type DeleteDecision, type DeletePolicy, type DeleteRequest } from './delete-policy.ts';

const start = 1_700_000_000_000;
const second = 1000;
const minute = 60 * second;
const rules = { delayMs: 30 * second, guard: 100 };

const request = (name: string, over: Partial<DeleteRequest> = {}): DeleteRequest => ({
  path: ['Albums', 'Trips', name],
  resourceId: `asset ${name}`,
  collectionId: 'trips',
  client: 'rclone',
  ...over,
});
const pathOf = (name: string) => request(name).path;
const names = (deletes: readonly { readonly path: readonly string[] }[]) => deletes.map(({ path }) => path.at(-1));

function deleteMany(policy: DeletePolicy, count: number, now: number, over: Partial<DeleteRequest> = {}) {
  const decisions: DeleteDecision['kind'][] = [];
  for (let at = 0; at < count; at++) decisions.push(policy.request(request(`${at}.jpg`, over), now).kind);
  return decisions;
}

describe('a delete', () => {
  it('is carried out once the principal has deleted nothing for the delay', () => {
    const policy = createDeletePolicy(rules);
    policy.request(request('a.jpg'), start);
    policy.request(request('b.jpg'), start + 20 * second);
    expect(policy.nextAt()).toBe(start + 50 * second);
    expect(policy.takeDue(start + 50 * second - 1)).toEqual([]);
    expect(names(policy.pending)).toEqual(['a.jpg', 'b.jpg']);
    expect(names(policy.takeDue(start + 50 * second))).toEqual(['a.jpg', 'b.jpg']);
    expect(policy.pending).toEqual([]);
    expect(policy.nextAt()).toBeUndefined();
  });

  it('becomes a replacement when an upload to its path begins before', () => {
    const policy = createDeletePolicy(rules);
    policy.request(request('a.jpg'), start);
    expect(policy.replace(pathOf('b.jpg'), 'rclone')).toBeUndefined();
    expect(policy.replace(pathOf('a.jpg'), 'davfs2')?.resourceId).toBe('asset a.jpg');
    expect(policy.takeDue(start + minute)).toEqual([]);
  });

  it('is dropped once after an upload to its path failed, within a minute', () => {
    const policy = createDeletePolicy(rules);
    policy.uploadFailed(pathOf('a.jpg'), start);
    expect(policy.request(request('a.jpg'), start + minute).kind).toBe('dropped');
    expect(policy.request(request('a.jpg'), start + minute).kind).toBe('deferred');
    policy.uploadFailed(pathOf('b.jpg'), start);
    expect(policy.request(request('b.jpg'), start + minute + 1).kind).toBe('deferred');
  });

  it('is suspect after an upload that did not arrive, and its member is visible again after ten minutes', () => {
    const policy = createDeletePolicy(rules);
    policy.collectionExists(['Albums', 'Trips'], 'rclone', start);
    policy.request(request('a.jpg'), start + second);
    expect(policy.pending).toMatchObject([{ state: 'suspect' }]);
    expect(policy.takeDue(start + 5 * minute)).toEqual([]);
    expect(policy.takeExpired(start + second + 10 * minute - 1)).toEqual([]);
    expect(policy.nextAt()).toBe(start + second + 10 * minute);
    expect(names(policy.takeExpired(start + second + 10 * minute))).toEqual(['a.jpg']);
  });

  it.each([
    ['an upload into the collection arrived', (policy: DeletePolicy) => policy.replace(pathOf('b.jpg'), 'rclone')],
    ['another client announced one', (policy: DeletePolicy) => policy.request(request('b.jpg'), start)],
  ])('is not suspect when %s', (_, before) => {
    const policy = createDeletePolicy(rules);
    policy.collectionExists(['Albums', 'Trips'], 'rclone', start);
    before(policy);
    policy.request(request('a.jpg'), start + second);
    expect(policy.pending.find(({ path }) => path.at(-1) === 'a.jpg')?.state).toBe('waiting');
  });

  it('is not suspect when another client announced an upload, or long ago', () => {
    const policy = createDeletePolicy(rules);
    policy.collectionExists(['Albums', 'Trips'], 'Finder', start);
    policy.collectionExists(['Albums', 'Trips'], 'rclone', start);
    policy.request(request('a.jpg'), start + 10 * minute + 1);
    expect(policy.pending).toMatchObject([{ state: 'waiting' }]);
  });
});

describe('too many deletes', () => {
  it('are held, and further ones refused, until they are confirmed or discarded', () => {
    for (const decide of ['confirm', 'discard'] as const) {
      const policy = createDeletePolicy(rules);
      expect(deleteMany(policy, 102, start)).toEqual([...Array(100).fill('deferred'), 'refused', 'refused']);
      expect(policy.takeDue(start + 60 * minute)).toEqual([]);
      expect(policy.held).toHaveLength(100);
      expect(policy[decide]()).toHaveLength(100);
      expect(policy.pending).toEqual([]);
      expect(policy.request(request('z.jpg'), start + 60 * minute).kind).toBe('deferred');
    }
  });

  it('are visible again after a day', () => {
    const policy = createDeletePolicy(rules);
    deleteMany(policy, 101, start);
    expect(policy.takeExpired(start + 1440 * minute - 1)).toEqual([]);
    expect(policy.takeExpired(start + 1440 * minute)).toHaveLength(100);
  });

  it.each([
    ['a tenth of a large collection is not too much', 50, 5, 0],
    ['more than a tenth of a large collection is', 50, 6, 5],
    ['more than a tenth of a small one is not', 49, 49, 0],
  ])('%s', (_, memberCount, count, held) => {
    const policy = createDeletePolicy(rules);
    // Each delete hides a member, so the collection is smaller at the next one.
    for (let at = 0; at < count; at++) policy.request(request(`${at}`, { memberCount: memberCount - at }), start);
    expect(policy.held).toHaveLength(held);
  });

  it('are no limit at 0', () => {
    const policy = createDeletePolicy({ ...rules, guard: 0 });
    expect(new Set(deleteMany(policy, 500, start, { memberCount: 500 }))).toEqual(new Set(['deferred']));
    expect(policy.takeDue(start + 30 * second)).toHaveLength(500);
  });

  it('are counted too where deletes are carried out at once', () => {
    const policy = createDeletePolicy({ delayMs: 0, guard: 10 });
    for (let at = 0; at < 10; at++) {
      expect(policy.request(request(`${at}.jpg`), start + at).kind).toBe('deferred');
      expect(policy.takeDue(start + at)).toHaveLength(1);
    }
    expect(policy.request(request('z.jpg'), start + second).kind).toBe('refused');
  });
});

const step = fc.record({
  event: fc.constantFrom('delete', 'delete', 'delete', 'upload', 'failure', 'announce', 'wait', 'confirm', 'discard'),
  name: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
  ms: fc.constantFrom(0, 1, second, 10 * second, 31 * second, 11 * minute, 25 * 60 * minute),
});

test('only what was deleted, and not taken back, is carried out, once, and after the quiet time', () => {
  fc.assert(
    fc.property(
      fc.array(step, { maxLength: 60 }),
      fc.integer({ min: 0, max: 4 }),
      fc.boolean(),
      (steps, guard, restarts) => {
        let policy = createDeletePolicy({ delayMs: rules.delayMs, guard });
        let now = start;
        let lastDelete = Number.NEGATIVE_INFINITY;
        const wanted = new Set<string>();
        const carryOut = (all: readonly { readonly path: readonly string[]; readonly requestedAt: number }[]) => {
          for (const { path } of all) {
            expect(wanted.delete(path.join('/'))).toBe(true);
          }
        };
        const collect = () => {
          const due = policy.takeDue(now);
          if (due.length > 0)
            expect(now - Math.max(...due.map(({ requestedAt }) => requestedAt))).toBeGreaterThanOrEqual(rules.delayMs);
          if (due.length > 0) expect(now - lastDelete).toBeGreaterThanOrEqual(rules.delayMs);
          carryOut(due);
          for (const { path, state } of policy.takeExpired(now)) {
            expect(state).not.toBe('waiting');
            wanted.delete(path.join('/'));
          }
        };
        for (const { event, name, ms } of steps) {
          now += ms;
          collect();
          const path = pathOf(name);
          const key = path.join('/');
          if (event === 'delete') {
            const decision = policy.request(request(name), now);
            if (decision.kind === 'deferred') {
              wanted.add(key);
              if (decision.deferred.state === 'waiting') lastDelete = now;
            }
          } else if (event === 'upload') {
            policy.replace(path, 'rclone');
            wanted.delete(key);
          } else if (event === 'failure') policy.uploadFailed(path, now);
          else if (event === 'announce') policy.collectionExists(path.slice(0, -1), 'rclone', now);
          else if (event === 'confirm') carryOut(policy.confirm());
          else if (event === 'discard') for (const { path: shown } of policy.discard()) wanted.delete(shown.join('/'));
          expect(new Set(policy.pending.map((one) => one.path.join('/')))).toEqual(wanted);
          if (restarts) policy = createDeletePolicy({ delayMs: rules.delayMs, guard }, policy.pending);
        }
      },
    ),
  );
});
