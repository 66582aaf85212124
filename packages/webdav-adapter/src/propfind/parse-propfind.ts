import { SaxesParser } from 'saxes';
import { NC_NAME_RE } from 'xmlchars/xmlns/1.0/ed3.js';
import { Refusal } from '../http/refusal.ts';
import { clark, davNamespace, type PropertyName } from '../properties/property-name.ts';
import { decodeXml } from './decode-xml.ts';
import type { PropfindRequest } from './propfind-request.ts';

/** Every listed name is answered for every member, so the number is what a hostile body would multiply. */
const maxNames = 64;
const maxNameLength = 256;
const maxNesting = 16;

/** The elements that say what is asked for; every other one is passed over (RFC 4918 section 17). */
const kinds = ['allprop', 'prop', 'propname'] as const;

interface Collected {
  readonly kinds: Set<string>;
  /** The children of `prop` and of `include`, without duplicates. */
  readonly prop: Map<string, PropertyName>;
  readonly include: Map<string, PropertyName>;
}

/** Reads a PROPFIND body; an empty one is allprop. Refuses with 400 what is not well formed or has a document type. */
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
  // As if it were XML 1.0, which is what the answer is: 1.1 has characters that could not be told back.
  const parser = new SaxesParser({ xmlns: true, forceXMLVersion: true, defaultXMLVersion: '1.0' });
  parser.on('doctype', () => {
    throw new Refusal(400, 'Send the request body without a document type.');
  });
  parser.on('error', () => {
    throw malformed();
  });
  parser.on('opentag', (tag) => {
    const name = { namespace: tag.uri, local: tag.local };
    // The parser lets `a:1` pass (XML Namespaces section 4), and the answer would repeat it.
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
