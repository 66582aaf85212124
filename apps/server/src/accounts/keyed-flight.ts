/** Runs work; calls with the same key during a run share its result. */
export type KeyedFlight = <T>(key: string, work: () => Promise<T>) => Promise<T>;

export function createKeyedFlight(): KeyedFlight {
  const running = new Map<string, Promise<unknown>>();
  return <T>(key: string, work: () => Promise<T>) => {
    const result = (running.get(key) as Promise<T> | undefined) ?? work().finally(() => running.delete(key));
    running.set(key, result);
    return result;
  };
}
