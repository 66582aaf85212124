/** How many files may be sent at a time: each takes a connection to the library and some memory. */
export interface DownloadLimits {
  readonly downloads: number;
  /** For each name that clients log in with. */
  readonly downloadsPerUser: number;
  /** How long a download waits for another to end, in milliseconds; then 503 with `Retry-After`. */
  readonly downloadWaitMs: number;
}

export const defaultDownloadLimits: DownloadLimits = {
  downloads: 256,
  downloadsPerUser: 200,
  downloadWaitMs: 10_000,
};
