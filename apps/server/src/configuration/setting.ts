import type { z } from 'zod';

/** The environment of a process. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A setting: one environment variable. */
export interface Setting<T> {
  /** Its purpose, one line for the help. */
  readonly describes: string;
  /** Accepted values; completes "accepted: …". */
  readonly accepts: string;
  /** Used if the variable is absent or blank. Without it, the schema parses `undefined`. */
  readonly default?: string;
  /** Blanks at the ends belong to the value. */
  readonly verbatim?: true;
  /** A secret or a user name, which must never be truncated or changed silently. */
  readonly credential?: true;
  /** Problems of an invalid text. Only for settings that are no secrets. */
  readonly explain?: (text: string) => readonly string[];
  /** Parses the text. Its messages are never shown, because they could quote a secret. */
  readonly schema: z.ZodType<T>;
}
