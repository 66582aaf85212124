import type { Run } from './run.ts';

/** The requests that are under way, by the key of the content. */
export interface RunsUnderWay {
  of(key: string): readonly Run[];
  add(key: string, run: Run): void;
  delete(key: string, run: Run): void;
}

export function createRunsUnderWay(): RunsUnderWay {
  const runs = new Map<string, readonly Run[]>();
  const of = (key: string): readonly Run[] => runs.get(key) ?? [];
  return {
    of,
    add: (key, run) => void runs.set(key, [...of(key), run]),
    delete(key, run) {
      const left = of(key).filter((other) => other !== run);
      if (left.length > 0) runs.set(key, left);
      else runs.delete(key);
    },
  };
}
