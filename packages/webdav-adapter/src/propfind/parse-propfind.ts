import { SaxesParser } from 'saxes';
import { Refusal } from '../http/refusal.ts';
import { clark, davNamespace, type PropertyName } from '../properties/property-name.ts';
import type { PropfindRequest } from './propfind-request.ts';

/** Every listed name is answered for every member, so the number is what a hostile body would multiply. */
const maxNames = 64;
const maxNameLength = 256;
const maxNesting = 16;

interface Collected {
  readonly kinds: Set<string>;
  /** The children of `prop` and of `include`, without duplicates. */
  readonly names: Map<string, PropertyName>;
}

/** Reads a PROPFIND body; an empty one is allprop. Refuses with 400 what is not well formed or has a document type. */
export function parsePropfind(body: Buffer): PropfindRequest {
  if (body.length === 0) return { kind: 'allprop', include: [] };
  const { kinds, names } = collect(decode(body));
  const listed = [...names.values()];
  if (kinds.has('prop') && !kinds.has('allprop') && !kinds.has('propname')) return { kind: 'prop', names: listed };
  if (kinds.has('allprop') && !kinds.has('prop') && !kinds.has('propname')) return { kind: 'allprop', include: listed };
  if (kinds.has('propname') && kinds.size === 1) return { kind: 'propname' };
  throw new Refusal(400, 'Send a propfind element with one of prop, allprop or propname.');
}

function decode(body: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    throw new Refusal(400, 'Send the request body in UTF-8.');
  }
}

function collect(text: string): Collected {
  const collected: Collected = { kinds: new Set(), names: new Map() };
  const stack: string[] = [];
  const parser = new SaxesParser({ xmlns: true });
  parser.on('doctype', () => {
    throw new Refusal(400, 'Send the request body without a document type.');
  });
  parser.on('error', () => {
    throw new Refusal(400, 'Send well-formed XML.');
  });
  parser.on('opentag', (tag) => {
    const name = { namespace: tag.uri, local: tag.local };
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

function visit(name: PropertyName, stack: readonly string[], { kinds, names }: Collected): void {
  if (stack.length === 0 && clark(name) !== '{DAV:}propfind') throw new Refusal(400, 'Send a propfind element.');
  if (stack.length === 1 && name.namespace === davNamespace) kinds.add(name.local);
  const parent = stack.length === 2 ? stack[1] : undefined;
  if (parent !== '{DAV:}prop' && parent !== '{DAV:}include') return;
  if (name.local.length > maxNameLength || name.namespace.length > maxNameLength)
    throw new Refusal(400, 'Ask for properties with shorter names.');
  names.set(clark(name), name);
  if (names.size > maxNames) throw new Refusal(400, `Ask for at most ${maxNames} properties at once.`);
}
