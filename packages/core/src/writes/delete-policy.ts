import { randomUuid } from '../base/platform.ts';
import type { DeferredDelete, DeleteRules } from '../ports/deferred-deletes.ts';
import { createDeleteGuard } from './delete-guard.ts';
import { createUploadAttempts } from './upload-attempts.ts';

const suspectMs = 600_000;
const heldMs = 86_400_000;
const retryMs = 300_000;

/** A DELETE of a client. */
export interface DeleteRequest extends Pick<DeferredDelete, 'path' | 'resourceId' | 'collectionId'> {
  /** Members of the collection as the principal sees it; undefined = unknown. */
  readonly memberCount?: number;
  /** Distinguishes the clients of one principal. */
  readonly client: string;
}

/** `dropped`: answer 204 and do nothing. `deferred`: answer 204. `refused`: answer 429. */
export type DeleteDecision =
  | { readonly kind: 'dropped' }
  | { readonly kind: 'deferred'; readonly deferred: DeferredDelete }
  | { readonly kind: 'refused'; readonly retryAfterMs: number };

/** Decides what becomes of the deletes of one principal. Time is milliseconds since 1970. */
export interface DeletePolicy {
  request(request: DeleteRequest, now: number): DeleteDecision;
  /** An upload to the path has begun, or a resource is moved or copied there. Returns the delete that it makes a replacement. */
  replace(path: readonly string[], client: string): DeferredDelete | undefined;
  /** An upload to the path failed or was cut. */
  uploadFailed(path: readonly string[], now: number): void;
  /** MKCOL of a collection that exists was refused. */
  collectionExists(path: readonly string[], client: string, now: number): void;
  /** Takes the deletes that are to be carried out now. */
  takeDue(now: number): readonly DeferredDelete[];
  /** Takes the deletes that will never be carried out: their members are visible again. */
  takeExpired(now: number): readonly DeferredDelete[];
  /** Deletes that are held until `confirm` or `discard`. */
  readonly held: readonly DeferredDelete[];
  /** Takes the held deletes, to carry them out. */
  confirm(): readonly DeferredDelete[];
  /** Takes the held deletes, to show their members again. */
  discard(): readonly DeferredDelete[];
  /** All deletes that hide a member. */
  readonly pending: readonly DeferredDelete[];
  /** When `takeDue` or `takeExpired` may return something; undefined = never, unless something happens. */
  nextAt(): number | undefined;
}

const keyOf = (path: readonly string[]): string => path.join('/');

/**
 * Keeps clients from destroying what they did not mean to. A delete waits until the principal has deleted nothing for a while, so
 * that a save by delete and upload replaces the file. A delete after a failed upload is dropped; one after an upload that a proxy refused is
 * suspect. Too many deletes at once are held.
 */
export function createDeletePolicy(
  { delayMs, guard: most }: DeleteRules,
  earlier: readonly DeferredDelete[] = [],
): DeletePolicy {
  const attempts = createUploadAttempts();
  const guard = createDeleteGuard(most, delayMs);
  const pending = new Map(earlier.map((one) => [keyOf(one.path), one]));
  const inState = (state: DeferredDelete['state']): readonly DeferredDelete[] =>
    [...pending.values()].filter((one) => one.state === state);
  const quietFrom = (): number =>
    inState('waiting').reduce((last, { requestedAt }) => Math.max(last, requestedAt), Number.NEGATIVE_INFINITY) +
    delayMs;
  const expiryOf = ({ state, requestedAt }: DeferredDelete): number =>
    ({ waiting: Number.POSITIVE_INFINITY, suspect: requestedAt + suspectMs, held: requestedAt + heldMs })[state];

  function take(some: readonly DeferredDelete[]): readonly DeferredDelete[] {
    for (const { path } of some) pending.delete(keyOf(path));
    return some;
  }
  function defer(request: DeleteRequest, state: DeferredDelete['state'], now: number): DeleteDecision {
    const { path, resourceId, collectionId } = request;
    const deferred = { id: randomUuid(), path, resourceId, collectionId, requestedAt: now, state };
    pending.set(keyOf(path), deferred);
    return { kind: 'deferred', deferred };
  }
  function takeHeld(): readonly DeferredDelete[] {
    guard.reset();
    return take(inState('held'));
  }

  return {
    request(request, now) {
      const { path, client, collectionId, memberCount } = request;
      if (attempts.takeFailure(keyOf(path), now)) return { kind: 'dropped' };
      if (attempts.takeLost(client, keyOf(path.slice(0, -1)), now)) return defer(request, 'suspect', now);
      if (inState('held').length > 0) return { kind: 'refused', retryAfterMs: retryMs };
      if (!guard.count(collectionId, memberCount, now)) return defer(request, 'waiting', now);
      for (const one of inState('waiting')) pending.set(keyOf(one.path), { ...one, state: 'held' });
      return { kind: 'refused', retryAfterMs: retryMs };
    },
    replace(path, client) {
      attempts.arrived(client, keyOf(path.slice(0, -1)));
      const deferred = pending.get(keyOf(path));
      pending.delete(keyOf(path));
      return deferred;
    },
    uploadFailed: (path, now) => attempts.failed(keyOf(path), now),
    collectionExists: (path, client, now) => attempts.announced(client, keyOf(path), now),
    takeDue: (now) => (now >= quietFrom() ? take(inState('waiting')) : []),
    takeExpired: (now) => take([...pending.values()].filter((one) => now >= expiryOf(one))),
    get held() {
      return inState('held');
    },
    confirm: takeHeld,
    discard: takeHeld,
    get pending() {
      return [...pending.values()];
    },
    nextAt() {
      const times = [...pending.values()].map(expiryOf);
      if (inState('waiting').length > 0) times.push(quietFrom());
      const next = Math.min(...times);
      return Number.isFinite(next) ? next : undefined;
    },
  };
}
