/**
 * What machine learning would find. `disabled`: the administrator turned it off; `unreachable`: its container does not answer.
 */
export interface SmartSearch {
  mode: 'disabled' | 'unreachable' | 'ready';
  /** Asset ids by query, best first. A query without a list finds nothing (a real server ranks the whole library). */
  readonly ranked: Map<string, readonly string[]>;
}

export const createSmartSearch = (): SmartSearch => ({ mode: 'disabled', ranked: new Map() });
