/** Everything outside of XML 1.0's `Char` (section 2.2), including lone surrogates. */
const notInXml = /[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/** XML parsers normalize these to a line feed (section 2.11). */
const lineEnd = /\r\n?/g;

/** A text without the characters that XML cannot represent. Undefined if nothing visible remains. */
export function textOf(text: string | undefined): string | undefined {
  const cleaned = text?.replace(notInXml, '').replace(lineEnd, '\n');
  return cleaned?.trim() ? cleaned : undefined;
}

/** The distinct texts, sorted by UTF-16 code units, which does not depend on the locale. */
export const textsOf = (texts: readonly string[]): readonly string[] =>
  [...new Set(texts.map(textOf).filter((text) => text !== undefined))].sort();
