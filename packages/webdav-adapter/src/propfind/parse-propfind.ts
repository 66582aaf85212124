import { SaxesParser } from 'saxes';
import { NC_NAME_RE } from 'xmlchars/xmlns/1.0/ed3.js';
import { Refusal } from '../http/refusal.ts';
import { clark, davNamespace, type PropertyName } from '../properties/property-name.ts';

/** Each requested name is answered for each member, so the number of names multiplies the answer. */
const maxNames = 64;
const maxNameLength = 256;
const maxNesting = 16;

/** The elements that state the request; others are ignored (RFC 4918 section 17). */
const kinds = ['allprop', 'prop', 'propname'] as const;

interface Collected {
  readonly kinds: Set<string>;
  /** The children of `prop` and of `include`, without duplicates. */
  readonly prop: Map<string, PropertyName>;
  readonly include: Map<string, PropertyName>;
}

/** A parsed PROPFIND body (RFC 4918 section 14.20). */
export type PropfindRequest =
  | { readonly kind: 'allprop'; readonly include: readonly PropertyName[] }
  | { readonly kind: 'propname' }
  | { readonly kind: 'prop'; readonly names: readonly PropertyName[] };

/** Parses a PROPFIND body; an empty one is allprop. Refuses a malformed one, or one with a document type, with 400. */
export function parsePropfind(body: Buffer): PropfindRequest {
  if (body.length === 0) return { kind: 'allprop', include: [] };
  const collected = collect(decodeXml(body));
  const [kind, ...others] = kinds.filter((name) => collected.kinds.has(name));
  if (kind === undefined || others.length > 0)
    throw new Refusal(400, 'Send a propfind element with one of prop, allprop or propname.');
  if (kind === 'prop') return { kind, names: [...collected.prop.values()] };
  return kind === 'allprop' ? { kind, include: [...collected.include.values()] } : { kind };
}

function collect(text: string): Collected {
  const collected: Collected = { kinds: new Set(), prop: new Map(), include: new Map() };
  const stack: string[] = [];
  // The answer is XML 1.0, which cannot contain all characters of 1.1.
  const parser = new SaxesParser({ xmlns: true, forceXMLVersion: true, defaultXMLVersion: '1.0' });
  parser.on('doctype', () => {
    throw new Refusal(400, 'Send the request body without a document type.');
  });
  parser.on('error', () => {
    throw malformed();
  });
  parser.on('opentag', (tag) => {
    const name = { namespace: tag.uri, local: tag.local };
    // The parser accepts `a:1` (XML Namespaces section 4), and the answer would repeat it.
    if (!NC_NAME_RE.test(name.local)) throw malformed();
    visit(name, stack, collected);
    stack.push(clark(name));
    if (stack.length > maxNesting) throw new Refusal(400, 'Send XML that is less deep.');
  });
  parser.on('closetag', () => {
    stack.pop();
  });
  parser.write(text).close();
  return collected;
}

const malformed = () => new Refusal(400, 'Send well-formed XML.');

function visit(name: PropertyName, stack: readonly string[], collected: Collected): void {
  if (stack.length === 0 && clark(name) !== '{DAV:}propfind') throw new Refusal(400, 'Send a propfind element.');
  if (stack.length === 1 && name.namespace === davNamespace) collected.kinds.add(name.local);
  const names = stack.length === 2 ? namesBelow(stack[1], collected) : undefined;
  if (names === undefined) return;
  if (name.local.length > maxNameLength || name.namespace.length > maxNameLength)
    throw new Refusal(400, 'Ask for properties with shorter names.');
  names.set(clark(name), name);
  if (names.size > maxNames) throw new Refusal(400, `Ask for at most ${maxNames} properties at once.`);
}

function namesBelow(parent: string | undefined, { prop, include }: Collected): Map<string, PropertyName> | undefined {
  if (parent === '{DAV:}prop') return prop;
  return parent === '{DAV:}include' ? include : undefined;
}

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** The first bytes of a document in UTF-16: a byte order mark, or `<` without one (XML 1.0 appendix F). */
const beginnings: ReadonlyMap<number, Encoding> = new Map([
  [0xfffe, 'utf-16le'],
  [0x3c00, 'utf-16le'],
  [0xfeff, 'utf-16be'],
  [0x003c, 'utf-16be'],
]);

/** Decodes an XML document in UTF-8 or UTF-16 (XML 1.0 section 4.3.3). Refuses other bytes with 400. */
function decodeXml(body: Buffer): string {
  const encoding = (body.length >= 2 && beginnings.get(body.readUInt16BE())) || 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(body);
  } catch {
    throw new Refusal(400, 'Send the request body in UTF-8 or UTF-16.');
  }
}
