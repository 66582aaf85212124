import type { z } from 'zod';

/** One variable of the environment. */
export interface Setting<T> {
  /** What it is for, one line. */
  readonly describes: string;
  /** What it may hold, in words that complete "accepted: …". */
  readonly accepts: string;
  /** Used where the variable is absent or blank. Without one, the schema decides what absence means. */
  readonly default?: string;
  /** The text is taken as it is, with blanks at its ends. */
  readonly verbatim?: true;
  /** Must not be cut or changed unnoticed: what clients or this server log in with. */
  readonly credential?: true;
  /** What is wrong with a text that cannot be used, where it holds no secret. */
  readonly explain?: (text: string) => readonly string[];
  /** Reads the text. Its own messages are never shown: they could quote a secret. */
  readonly schema: z.ZodType<T>;
}
