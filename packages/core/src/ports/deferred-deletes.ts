/** A delete that was answered with success and is not carried out yet. Its principal does not see the member meanwhile. */
export interface DeferredDelete {
  /** Unique among the deletes of the principal. */
  readonly id: string;
  /** The path of the request. */
  readonly path: readonly string[];
  readonly resourceId: string;
  /** The collection that the member is in. */
  readonly collectionId: string;
  /** When the client asked for it, in milliseconds since 1970. */
  readonly requestedAt: number;
  /**
   * `waiting`: carried out after a quiet time. `suspect`: follows an upload that never arrived; never carried out. `held`: one of too
   * many; carried out only when the operator confirms it.
   */
  readonly state: 'waiting' | 'suspect' | 'held';
}

/** When deletes are carried out, and how many at most. Times in milliseconds. */
export interface DeleteRules {
  /** Deletes are carried out once their principal has deleted nothing for so long. */
  readonly delayMs: number;
  /** Deletes in a minute, without a quiet time between, from which on all are held; 0 sets no limit. */
  readonly guard: number;
}
