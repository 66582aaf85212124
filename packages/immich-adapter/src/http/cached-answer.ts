import type { RequestOptions } from '@immich-webdav/core';
import type { JsonApi, Send, TaggedAnswer } from './json-api.ts';

/** A cached answer, revalidated by entity tag on each read. */
export interface CachedAnswer<V> {
  /** The same value while Immich answers 304. */
  read(options?: RequestOptions): Promise<V>;
}

/** Sends with `send`, and maps each new answer to a value. */
export function createCachedAnswer<T extends object, V>(
  api: JsonApi,
  send: Send<T>,
  toValue: (answer: TaggedAnswer<T>) => V,
): CachedAnswer<V> {
  let cached: { readonly etag: string | undefined; readonly value: V } | undefined;
  return {
    async read(options) {
      const answer = await api.askIfChanged(send, cached?.etag, options);
      if (!answer && cached) return cached.value;
      if (!answer) throw new TypeError('An answer without an entity tag cannot be unchanged.');
      const value = toValue(answer);
      cached = { etag: answer.etag, value };
      return value;
    },
  };
}
