/** What one part of `check` found. */
export interface Finding {
  /** False: something has to be corrected. */
  readonly isGood: boolean;
  /** What was looked at, and how it is. */
  readonly line: string;
}

export const good = (line: string): Finding => ({ isGood: true, line });

export const bad = (line: string): Finding => ({ isGood: false, line });
