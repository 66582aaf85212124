import { setImmediate } from 'node:timers/promises';
import { JSONParser } from '@streamparser/json';
import { unfitAnswer } from '../errors/answer-errors.ts';
import { transportError } from '../errors/transport-error.ts';
import { isRecord, listIn, recordsIn } from '../mapping/records.ts';

/** `JSON.parse` takes a tenth of the streaming parser's time; up to this size it does not block for long. */
const SMALL_BYTES = 512 * 1024;
/** Takes about 2 ms to parse. */
const CHUNK_BYTES = 64 * 1024;

const utf8 = new TextDecoder();

function parseWhole(json: Uint8Array): unknown {
  try {
    return JSON.parse(utf8.decode(json));
  } catch (error) {
    throw transportError(error);
  }
}

/**
 * The records of the array under a key of a JSON object, in chunks. Yields to the event loop between chunks, which `JSON.parse` of
 * megabytes would block. Rejects with `bad-response` if there is no such array; `what` names the answer in the message.
 */
export async function* arrayInChunks<T>(json: Uint8Array, key: string, what: string): AsyncGenerator<readonly T[]> {
  if (json.length <= SMALL_BYTES) {
    const whole = parseWhole(json) as { readonly [name: string]: readonly T[] | undefined } | null;
    yield listIn(whole?.[key], what, isRecord);
    return;
  }
  let found: T[] = [];
  let isUsable = true;
  let isArray = false;
  const parser = new JSONParser({ paths: [`$.${key}`, `$.${key}.*`], keepStack: false });
  parser.onValue = ({ value, key: at, parent }) => {
    if (at === key) isArray = Array.isArray(value);
    else if (Array.isArray(parent)) found.push(value as T);
  };
  for (let from = 0; from < json.length; from += CHUNK_BYTES) {
    write(parser, json.subarray(from, from + CHUNK_BYTES));
    const records = recordsIn(found, what, isRecord);
    if (found.length > 0) isUsable = records.length > 0;
    yield records;
    found = [];
    await setImmediate();
  }
  if (!isArray || !isUsable || !parser.isEnded) throw unfitAnswer(what);
}

function write(parser: JSONParser, part: Uint8Array): void {
  try {
    parser.write(part);
  } catch (cause) {
    throw transportError(new SyntaxError('It is no JSON.', { cause }));
  }
}
