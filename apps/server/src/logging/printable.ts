/** Longer texts of a client say no more. */
const LONGEST = 64;

/** A client's text for a line of a log: nothing in it can end the line, move a cursor or turn the direction of writing. */
export function printable(text: string): string {
  const short = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  return short.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '\ufffd');
}
