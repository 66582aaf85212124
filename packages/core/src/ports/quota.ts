/** Bytes of the principal's storage. */
export interface Quota {
  readonly used: number;
  /** Absent = without limit. */
  readonly available?: number;
}
