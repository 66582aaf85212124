import { setImmediate } from 'node:timers/promises';
import { JSONParser } from '@streamparser/json';
import { unfitAnswer } from '../errors/answer-errors.ts';
import { transportError } from '../errors/transport-error.ts';
import { isRecord, listIn, recordsIn } from '../mapping/records.ts';

/** An answer up to this size is parsed in one go: that is a tenth of the work. */
const SMALL_BYTES = 512 * 1024;
/** Some 2 ms to parse. */
const PART_BYTES = 64 * 1024;

const utf8 = new TextDecoder();

function parseWhole(json: Uint8Array): unknown {
  try {
    return JSON.parse(utf8.decode(json));
  } catch (error) {
    throw transportError(error);
  }
}

/**
 * The records of the array that an object in JSON has under a key. Others get their turn between two parts, which they do not
 * while `JSON.parse` reads megabytes. Rejects with `bad-response` where there is no such array; `what` says in what.
 */
export async function* arrayInParts<T>(json: Uint8Array, key: string, what: string): AsyncGenerator<readonly T[]> {
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
  for (let from = 0; from < json.length; from += PART_BYTES) {
    write(parser, json.subarray(from, from + PART_BYTES));
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
