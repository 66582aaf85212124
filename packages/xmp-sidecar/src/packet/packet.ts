import XMLBuilder from 'fast-xml-builder';
import { namespaces, type PropertyName } from './namespaces.ts';
import type { Value } from './values.ts';

const builder = new XMLBuilder({ ignoreAttributes: false, format: true, indentBy: ' ' });

/** Stands where the properties go. */
const place = 'properties';

const declarations = Object.entries(namespaces).map(([prefix, address]) => [`@_xmlns:${prefix}`, address]);

const envelope = builder.build({
  'x:xmpmeta': {
    '@_xmlns:x': 'adobe:ns:meta/',
    'rdf:RDF': {
      '@_xmlns:rdf': 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
      'rdf:Description': { '@_rdf:about': '', ...Object.fromEntries(declarations), '#text': place },
    },
  },
});

const [opening = '', closing = ''] = envelope.split(place);

/** The marks of a packet (section 7.3.2), which tell a reader that scans for it where it is; the identifier is the same in all of them. */
const before = `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>\n${opening}\n`;
const after = `${closing}<?xpacket end="w"?>\n`;

/** A packet with these properties, in their order. */
export const packetOf = (properties: Readonly<Partial<Record<PropertyName, Value>>>): string =>
  `${before}${builder.build(properties)}${after}`;
