/** What Immich does in the background after it has answered. */
export interface JobQueue {
  /** Runs a job once the answer that is made now has gone out, or keeps it while jobs are held. */
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
  /** Runs the jobs that wait, and later ones after each answer, as from the start. */
  release(): void;
  /** How many wait. */
  readonly waiting: number;
}

/** A queue that runs its jobs before any client of this process can have got the answer: whoever asks next sees what they did. */
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
      waiting.push(job);
      setImmediate(() => {
        if (!areHeld) run();
      });
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
