/** What Immich does in the background after it has answered. */
export interface JobQueue {
  /** Runs a job at once, or keeps it while jobs are held. */
  add(job: () => void): void;
  /** For tests. */
  readonly jobs: Jobs;
}

/** The background jobs of Immich: metadata of uploads, sidecars, final deletion. */
export interface Jobs {
  /** From now on jobs wait, as on a busy server. */
  hold(): void;
  /** Runs the jobs that wait, oldest first; later ones wait again. */
  run(): void;
  /** Runs the jobs that wait, and later ones at once, as from the start. */
  release(): void;
  /** How many wait. */
  readonly waiting: number;
}

export function createJobQueue(): JobQueue {
  let waiting: (() => void)[] = [];
  let areHeld = false;
  const run = (): void => {
    const due = waiting;
    waiting = [];
    for (const job of due) job();
  };
  return {
    add: (job) => {
      if (areHeld) waiting.push(job);
      else job();
    },
    jobs: {
      hold: () => {
        areHeld = true;
      },
      run,
      release: () => {
        areHeld = false;
        run();
      },
      get waiting() {
        return waiting.length;
      },
    },
  };
}
