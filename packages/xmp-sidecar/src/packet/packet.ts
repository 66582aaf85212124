import XMLBuilder from 'fast-xml-builder';
import type { Value } from './values.ts';

/** Namespaces by the prefix that each specification uses. Readers compare the address, not the prefix. */
const namespaces = {
  dc: 'http://purl.org/dc/elements/1.1/',
  digiKam: 'http://www.digikam.org/ns/1.0/',
  exif: 'http://ns.adobe.com/exif/1.0/',
  Iptc4xmpExt: 'http://iptc.org/std/Iptc4xmpExt/2008-02-29/',
  lr: 'http://ns.adobe.com/lightroom/1.0/',
  photoshop: 'http://ns.adobe.com/photoshop/1.0/',
  xmp: 'http://ns.adobe.com/xap/1.0/',
} as const;

/** A property's name with its prefix. */
export type PropertyName = `${keyof typeof namespaces}:${string}`;

const builder = new XMLBuilder({ ignoreAttributes: false, format: true, indentBy: ' ' });

/** Placeholder for the properties. */
const placeholder = 'properties';

const declarations = Object.entries(namespaces).map(([prefix, address]) => [`@_xmlns:${prefix}`, address]);

const envelope = builder.build({
  'x:xmpmeta': {
    '@_xmlns:x': 'adobe:ns:meta/',
    'rdf:RDF': {
      '@_xmlns:rdf': 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
      'rdf:Description': { '@_rdf:about': '', ...Object.fromEntries(declarations), '#text': placeholder },
    },
  },
});

const [opening = '', closing = ''] = envelope.split(placeholder);

/** The packet wrapper (section 7.3.2), by which scanners find a packet in any file. Its identifier is a constant. */
const before = `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>\n${opening}\n`;
const after = `${closing}<?xpacket end="w"?>\n`;

/** A packet with the given properties, in the given order. */
export const packetOf = (properties: Readonly<Partial<Record<PropertyName, Value>>>): string =>
  `${before}${builder.build(properties)}${after}`;
