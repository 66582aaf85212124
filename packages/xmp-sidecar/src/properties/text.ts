/** Everything outside of XML 1.0's `Char` (section 2.2); lone surrogates are among it. */
const notInXml = /[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/** Reading XML turns each of these into a line feed (section 2.11). */
const lineEnd = /\r\n?/g;

/** What of a text XML can hold; undefined where nothing is left to see. */
export function textOf(text: string | undefined): string | undefined {
  const kept = text?.replace(notInXml, '').replace(lineEnd, '\n');
  return kept?.trim() ? kept : undefined;
}

/** The same of several: each once, sorted by UTF-16 code units, which is the same order everywhere. */
export const textsOf = (texts: readonly string[]): readonly string[] =>
  [...new Set(texts.map(textOf).filter((text) => text !== undefined))].sort();
