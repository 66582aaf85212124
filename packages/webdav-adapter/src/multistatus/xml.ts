// White space other than a blank would be read as a blank in an attribute, and a carriage return as a line feed in text.
const special = /[&<>"\t\n\r]/;
// XML 1.0 section 2.2 has no place for these, not even escaped: one of them would spoil a whole listing.
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

/** Printable ASCII that XML takes as it is: nearly every value, and quick to see. */
const plain = /^[ !#-%'-;=?-~]*$/;

/** Text or an attribute value for XML and HTML. */
export function escapeXml(text: string): string {
  if (plain.test(text)) return text;
  const clean = text.toWellFormed().replace(unprintable, '\ufffd');
  return special.test(clean) ? clean.replace(/[&<>"\t\n\r]/g, (character) => entities[character] ?? '') : clean;
}
