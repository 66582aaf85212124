import { jsonOf } from './recording.ts';

/** Texts of a recorded session and what stands for each in the session that repeats it: ids, checksums. */
export interface Counterparts {
  /** A recorded text as it is sent. */
  readonly toSent: (text: string) => string;
  /** An answer as it would have been recorded. */
  readonly toRecorded: (text: string) => string;
  /** Takes ids that neither session has shown before for each other. */
  readonly learn: (answered: string, recorded: string) => void;
}

export function createCounterparts(known: ReadonlyMap<string, string>): Counterparts {
  const sentFor = new Map(known);
  const replaceAll = (text: string, pairs: Iterable<readonly [string, string]>): string => {
    let replaced = text;
    for (const [from, to] of pairs) replaced = replaced.replaceAll(from, to);
    return replaced;
  };
  const learnFrom = (actual: unknown, recorded: unknown): void => {
    if (typeof actual !== 'object' || actual === null || typeof recorded !== 'object' || recorded === null) return;
    for (const [key, value] of Object.entries(recorded)) {
      const counterpart = (actual as Record<string, unknown>)[key];
      const isNew = typeof value === 'string' && !sentFor.has(value) && typeof counterpart === 'string';
      if (/^(id|parentId)$/.test(key) && isNew) sentFor.set(value, counterpart);
      else learnFrom(counterpart, value);
    }
  };
  return {
    toSent: (text) => replaceAll(text, sentFor),
    toRecorded: (text) =>
      replaceAll(
        text,
        [...sentFor].map(([recorded, sent]) => [sent, recorded] as const),
      ),
    learn: (answered, recorded) => learnFrom(jsonOf(answered), jsonOf(recorded)),
  };
}
