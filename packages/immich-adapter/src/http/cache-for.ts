import type { RequestOptions } from '@immich-webdav/core';

/** Asks, and again once the answer is `ms` milliseconds old. A failure is not cached. */
export function cacheFor<T>(
  ms: number,
  now: () => number,
  ask: (options?: RequestOptions) => Promise<T>,
): (options?: RequestOptions) => Promise<T> {
  let cached: { readonly at: number; readonly answer: T } | undefined;
  return async (options) => {
    if (!cached || now() - cached.at > ms) cached = { at: now(), answer: await ask(options) };
    return cached.answer;
  };
}
