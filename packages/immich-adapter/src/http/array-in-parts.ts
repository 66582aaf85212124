import { setImmediate } from 'node:timers/promises';
import { transportError } from '../errors/transport-error.ts';
import { listIn, unfitAnswer } from '../versions/unfit-answer.ts';
import { marksIn } from './json-marks.ts';

/** Some 2 ms to parse. */
const PART = 500;

/** An answer up to this size is parsed in one go: that is half the work. */
const SMALL_BYTES = 512 * 1024;

const utf8 = new TextDecoder();

function parse(json: Uint8Array): unknown {
  try {
    return JSON.parse(utf8.decode(json));
  } catch (error) {
    throw transportError(error);
  }
}

/** A part of an array, between two commas. */
function parsePart(json: Uint8Array): unknown[] {
  const text = utf8.decode(json).trim();
  return text === '' ? [] : (parse(Buffer.from(`[${text}]`)) as unknown[]);
}

/**
 * The records of the array that an object in JSON has under a key. Others get their turn between two parts, which they do not
 * while `JSON.parse` reads megabytes. Rejects with `bad-response` where there is no such array; `what` says in what.
 */
export async function* arrayInParts<T>(json: Uint8Array, key: string, what: string): AsyncGenerator<readonly T[]> {
  if (json.length <= SMALL_BYTES) {
    const whole = parse(json) as { readonly [name: string]: readonly T[] | undefined } | null;
    yield listIn(whole?.[key], what);
    return;
  }
  const name = new RegExp(`"${key}"\\s*:\\s*$`);
  let from: number | undefined;
  let commas = 0;
  for (const mark of marksIn(json)) {
    if (mark === 'pause') await setImmediate();
    else if (from === undefined) {
      if (mark.sign === '[' && name.test(utf8.decode(json.subarray(Math.max(0, mark.at - 100), mark.at))))
        from = mark.at + 1;
    } else if (mark.sign === ']' || ++commas % PART === 0) {
      yield listIn(parsePart(json.subarray(from, mark.at)) as T[], what);
      if (mark.sign === ']') return;
      from = mark.at + 1;
    }
  }
  throw unfitAnswer(what);
}
