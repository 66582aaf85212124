/** A sign of an array in the outermost object of a JSON text: where it begins, where an element ends, where it ends. */
export interface Mark {
  readonly sign: '[' | ',' | ']';
  readonly at: number;
}

/** Bytes that are looked at in some 2 ms. */
const BYTES_PER_TURN = 512 * 1024;

const [QUOTE, BACKSLASH, COMMA] = [0x22, 0x5c, 0x2c];
const [ARRAY, ARRAY_END, OBJECT, OBJECT_END] = [0x5b, 0x5d, 0x7b, 0x7d];
/** Within the outermost object, and an array in that. */
const DEPTH = 2;

/** Finds the marks in UTF-8, in whose longer characters no byte looks like one of JSON's signs; `pause` tells that others may run. */
export function* marksIn(json: Uint8Array): Generator<Mark | 'pause'> {
  let depth = 0;
  let isText = false;
  let pauseAt = BYTES_PER_TURN;
  for (let at = 0; at < json.length; at++) {
    const byte = json[at];
    if (isText) {
      if (byte === BACKSLASH) at += 1;
      else if (byte === QUOTE) isText = false;
      continue;
    }
    if (byte === QUOTE) isText = true;
    else if (byte === COMMA) {
      if (depth === DEPTH) yield { sign: ',', at };
    } else if (byte === ARRAY || byte === OBJECT) {
      depth += 1;
      if (depth === DEPTH && byte === ARRAY) yield { sign: '[', at };
    } else if (byte === ARRAY_END || byte === OBJECT_END) {
      if (depth === DEPTH && byte === ARRAY_END) yield { sign: ']', at };
      depth -= 1;
    }
    if (at >= pauseAt) {
      yield 'pause';
      pauseAt = at + BYTES_PER_TURN;
    }
  }
}
