import { SaxesParser } from 'saxes';
import { expect } from 'vitest';

const ncName = /^[\p{L}_][\p{L}\p{M}\p{N}\p{Pc}\p{Sm}\p{So}\p{Cf}\p{Nl}.·-]*$/u;
const xmlNamespace = 'http://www.w3.org/XML/1998/namespace';

/** The expanded names of a document's elements, in Clark notation; throws unless it is well-formed with namespaces. */
export function readXml(text: string): readonly string[] {
  const names: string[] = [];
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ uri, local, prefix }) => {
    // What the parser lets pass (XML Namespaces sections 3 and 4).
    expect(local).toMatch(ncName);
    expect(uri === xmlNamespace).toBe(prefix === 'xml');
    names.push(`{${uri}}${local}`);
  });
  parser.write(text).close();
  return names;
}
