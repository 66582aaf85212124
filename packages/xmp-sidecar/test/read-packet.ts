import { SaxesParser, type SaxesTagNS } from 'saxes';

const rdf = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';

/** What a packet says: texts by `{namespace}name`, in their order; a property that is not there has no entry. */
export type Read = Readonly<Record<string, readonly string[]>>;

/** Reads a packet as strictly as XML 1.0 and UTF-8 ask for; throws where it is not well formed. */
export function readPacket(bytes: Uint8Array): Read {
  const read: Record<string, string[]> = {};
  const open: SaxesTagNS[] = [];
  let text = '';
  let isLeaf = false;
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', (tag) => {
    open.push(tag);
    isLeaf = true;
    text = '';
  });
  parser.on('text', (part) => {
    text += part;
  });
  parser.on('closetag', (tag) => {
    open.pop();
    if (isLeaf && !(tag.uri === rdf && tag.local === 'Description')) {
      const property = tag.uri === rdf ? open.at(-2) : tag;
      const name = `{${property?.uri}}${property?.local}`;
      read[name] = [...(read[name] ?? []), text];
    }
    isLeaf = false;
  });
  parser.write(new TextDecoder('utf-8', { fatal: true }).decode(bytes)).close();
  return read;
}
