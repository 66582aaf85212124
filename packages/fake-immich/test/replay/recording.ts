import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One recorded exchange with a real server. */
export interface Recording {
  /** Path of the file without its extension: `04-albums/get`. */
  readonly name: string;
  readonly method: string;
  readonly url: string;
  readonly requestHeaders: Readonly<Record<string, string>>;
  readonly requestBody: string;
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const SEPARATOR = '--------------------------------- response\n';

/** Reads all recorded HTTP exchanges below a folder. */
export function readRecordings(folder: string): readonly Recording[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.http'))
    .toSorted()
    .map((file) => parse(file.slice(0, -'.http'.length), readFileSync(join(folder, file), 'utf8')));
}

function parse(name: string, text: string): Recording {
  const at = text.indexOf(SEPARATOR);
  const request = split(text.slice(0, at));
  const response = split(text.slice(at + SEPARATOR.length));
  const [method = '', url = ''] = request.first.split(' ');
  return {
    name,
    method,
    url,
    requestHeaders: request.headers,
    requestBody: request.body,
    status: Number(response.first.split(' ')[1]),
    headers: Object.fromEntries(Object.entries(response.headers).map(([key, value]) => [key.toLowerCase(), value])),
    body: response.body,
  };
}

function split(message: string): { first: string; headers: Record<string, string>; body: string } {
  const end = message.indexOf('\n\n');
  const [first = '', ...lines] = message.slice(0, end < 0 ? undefined : end).split('\n');
  const headers = Object.fromEntries(
    lines
      .filter((line) => line.includes(': ') && !line.startsWith('#'))
      .map((line) => [line.slice(0, line.indexOf(': ')), line.slice(line.indexOf(': ') + 2)]),
  );
  return { first, headers, body: end < 0 ? '' : message.slice(end).trim() };
}

/** The JSON of a body; undefined if it is binary, empty, or was cut when it was recorded. */
export function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

const TRIMMED = /^\.\.\. \[\d+ more items trimmed\]$/;
const isMarker = (item: unknown): boolean => typeof item === 'string' && TRIMMED.test(item);

/** Whether a list was shortened when it was recorded. */
export const isTrimmed = (list: readonly unknown[]): boolean => list.some(isMarker);

/** The items of a list that were kept. */
export const keptItems = (list: readonly unknown[]): readonly unknown[] => list.filter((item) => !isMarker(item));
