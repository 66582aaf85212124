/** Options of every request to a source. */
export interface RequestOptions {
  /** True: no client waits for the request, so requests of clients go first. */
  readonly background?: boolean;
  /** Aborting cancels the request and closes what it holds open. */
  readonly signal?: AbortSignal;
}
