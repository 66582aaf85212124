import { Refusal } from '../http/refusal.ts';

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** The first bytes of a document in UTF-16: a byte order mark, or `<` where that is missing (XML 1.0 appendix F). */
const beginnings: ReadonlyMap<number, Encoding> = new Map([
  [0xfffe, 'utf-16le'],
  [0x3c00, 'utf-16le'],
  [0xfeff, 'utf-16be'],
  [0x003c, 'utf-16be'],
]);

/** The text of an XML document in UTF-8 or UTF-16 (XML 1.0 section 4.3.3). Refuses other bytes with 400. */
export function decodeXml(body: Buffer): string {
  const encoding = (body.length >= 2 && beginnings.get(body.readUInt16BE())) || 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(body);
  } catch {
    throw new Refusal(400, 'Send the request body in UTF-8 or UTF-16.');
  }
}
