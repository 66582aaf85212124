/** A result of `check`. */
export interface Finding {
  /** False if something has to be corrected. */
  readonly isGood: boolean;
  /** The subject and its state. */
  readonly line: string;
}

export const good = (line: string): Finding => ({ isGood: true, line });

export const bad = (line: string): Finding => ({ isGood: false, line });
