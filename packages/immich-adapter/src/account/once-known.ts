/** Asks until there is an answer, and then no more; whoever asks meanwhile shares the answer. */
export function cachedOnce<T, A extends readonly unknown[]>(
  ask: (...args: A) => Promise<T>,
): (...args: A) => Promise<T> {
  let answer: Promise<T> | undefined;
  return (...args) => {
    answer ??= ask(...args).catch((error: unknown) => {
      answer = undefined;
      throw error;
    });
    return answer;
  };
}
