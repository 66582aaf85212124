import type { RequestOptions } from '@immich-webdav/core';
import type { JsonApi, Send, TaggedAnswer } from './json-api.ts';

/** One answer that is asked for again and again. */
export interface Remembered<V> {
  /** The very same value as long as the answer is the same; then nothing but headers is sent. */
  read(options?: RequestOptions): Promise<V>;
}

/** Asks with `send`, and makes a value of each new answer. */
export function createRemembered<T extends object, V>(
  api: JsonApi,
  send: Send<T>,
  toValue: (answer: TaggedAnswer<T>) => V,
): Remembered<V> {
  let known: { readonly etag: string | undefined; readonly value: V } | undefined;
  return {
    async read(options) {
      const answer = await api.askIfChanged(send, known?.etag, options);
      if (!answer && known) return known.value;
      if (!answer) throw new TypeError('An answer without an entity tag cannot be unchanged.');
      const value = toValue(answer);
      known = { etag: answer.etag, value };
      return value;
    },
  };
}
