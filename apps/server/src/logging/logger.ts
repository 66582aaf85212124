import { LibraryError } from '@immich-webdav/core';
import { type DestinationStream, type Logger, pino } from 'pino';
import type { LogLevel } from '../configuration/configuration.ts';
import { messageOf } from '../errors/message-of.ts';

export interface LoggerOptions {
  readonly level: LogLevel;
  /** Texts that are replaced in every line. */
  readonly secrets: readonly string[];
  readonly output: DestinationStream;
}

/** A logger that writes JSON lines without secrets. */
export function createLogger({ level, secrets, output }: LoggerOptions): Logger {
  return pino(
    {
      level,
      base: null,
      serializers: { error: describeError },
      hooks: { streamWrite: createRedactor(secrets) },
    },
    output,
  );
}

/** An error as a property of a log line. */
interface ErrorDescription {
  readonly message: string;
  /** Of a `LibraryError` or of Node, e.g. `unavailable` or `ECONNREFUSED`. */
  readonly code?: string;
  /** Absent for a `LibraryError`, which is expected. */
  readonly stack?: string;
  readonly cause?: ErrorDescription;
}

/** Limits chains of causes, which may be circular. */
const DEEPEST_CAUSE = 3;

/** Copies only harmless fields: errors of an HTTP client may hold whole requests, with their keys. */
function describeError(error: unknown, depth = 0): ErrorDescription {
  if (!(error instanceof Error)) return { message: String(error) };
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  const stack = LibraryError.is(error) || depth > 0 || !error.stack ? {} : { stack: error.stack };
  const hasCause = error.cause !== undefined && depth < DEEPEST_CAUSE;
  const cause = hasCause ? { cause: describeError(error.cause, depth + 1) } : {};
  return { message: messageOf(error), ...code, ...stack, ...cause };
}

/** Shorter secrets occur in ordinary words, and redacting those would reveal the secret. */
const SHORTEST_SECRET = 6;

/** Replaces secrets anywhere in a line of JSON. */
function createRedactor(secrets: readonly string[]): (line: string) => string {
  const forms = new Set(secrets.filter((secret) => secret.length >= SHORTEST_SECRET).flatMap(formsOf));
  return (line) => [...forms].reduce((text, form) => text.replaceAll(form, '[redacted]'), line);
}

/** The spellings of a secret in a line: escaped for JSON, and percent-encoded. */
const formsOf = (secret: string): readonly string[] => [inJson(secret), inJson(encodeURIComponent(secret))];

const inJson = (text: string): string => JSON.stringify(text).slice(1, -1);
