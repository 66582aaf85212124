/** Characters that XML text or an attribute value must escape; an attribute would turn tabs and line ends into blanks. */
const special = /[&<>"\t\n\r]/;
// XML 1.0 section 2.2 forbids these even when escaped: one of them would make a whole multistatus malformed.
const unprintable = /(?![\t\n\r])[\p{Cc}\ufffe\uffff]/gu;
const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/** Printable ASCII without special characters: a fast path for nearly every value. */
const plain = /^[ !#-%'-;=?-~]*$/;

/** Escapes text or an attribute value for XML and HTML. */
export function escapeXml(text: string): string {
  if (plain.test(text)) return text;
  const clean = text.toWellFormed().replace(unprintable, '\ufffd');
  return special.test(clean) ? clean.replace(/[&<>"\t\n\r]/g, (character) => entities[character] ?? '') : clean;
}
