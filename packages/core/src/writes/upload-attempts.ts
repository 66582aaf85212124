const failureMs = 60_000;
const attemptMs = 600_000;

/**
 * What a principal's clients tried to upload, as far as it makes their next DELETE suspicious: rclone deletes the file that it
 * could not replace, whatever the reason of the failure. Time in milliseconds since 1970.
 */
export interface UploadAttempts {
  /** An upload to the path failed or was cut. */
  failed(path: string, now: number): void;
  /** MKCOL of a collection that exists was refused: rclone sends it before each upload into the collection. */
  announced(client: string, collection: string, now: number): void;
  /** An upload into the collection arrived, whatever became of it. */
  arrived(client: string, collection: string): void;
  /** True once after an upload to the path failed, within a minute. */
  takeFailure(path: string, now: number): boolean;
  /** True once for each announced upload that did not arrive within ten minutes: a proxy refused it. */
  takeLost(client: string, collection: string, now: number): boolean;
}

export function createUploadAttempts(): UploadAttempts {
  const failures = new Map<string, number>();
  const announced = new Map<string, number[]>();
  const keyOf = (client: string, collection: string): string => `${client}\n${collection}`;

  /** Keeps the maps small: entries are in order of their time. */
  function forgetOld(now: number): void {
    for (const [path, at] of failures) if (now - at > failureMs) failures.delete(path);
    for (const [key, times] of announced) if (now - (times.at(-1) ?? 0) > attemptMs) announced.delete(key);
  }
  function take(key: string, earliest = 0): boolean {
    const recent = (announced.get(key) ?? []).filter((at) => at >= earliest);
    const found = recent.shift() !== undefined;
    if (recent.length > 0) announced.set(key, recent);
    else announced.delete(key);
    return found;
  }

  return {
    failed(path, now) {
      forgetOld(now);
      failures.delete(path);
      failures.set(path, now);
    },
    announced(client, collection, now) {
      forgetOld(now);
      const key = keyOf(client, collection);
      announced.set(key, [...(announced.get(key) ?? []), now]);
    },
    arrived: (client, collection) => void take(keyOf(client, collection)),
    takeFailure(path, now) {
      const at = failures.get(path);
      failures.delete(path);
      return at !== undefined && now - at <= failureMs;
    },
    takeLost: (client, collection, now) => take(keyOf(client, collection), now - attemptMs),
  };
}
