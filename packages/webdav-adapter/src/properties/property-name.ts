import { escapeXml } from '../text/xml.ts';

/** An expanded name (XML Namespaces section 2.1). */
export interface PropertyName {
  readonly namespace: string;
  readonly local: string;
}

export const davNamespace = 'DAV:';
export const owncloudNamespace = 'http://owncloud.org/ns';

/** Always bound to `xml` (XML Namespaces section 3). */
const xmlNamespace = 'http://www.w3.org/XML/1998/namespace';

const prefixes: ReadonlyMap<string, string> = new Map([
  [davNamespace, 'D:'],
  [owncloudNamespace, 'oc:'],
  [xmlNamespace, 'xml:'],
  ['', ''],
]);

/** A name in Clark notation. */
export function clark(name: PropertyName): string {
  return `{${name.namespace}}${name.local}`;
}

/** An element of that name. The multistatus element binds `D` and `oc`; the element itself binds any other namespace. */
export function element(name: PropertyName, content = ''): string {
  const prefix = prefixes.get(name.namespace);
  const tag = `${prefix ?? 'x:'}${name.local}`;
  const open = prefix === undefined ? `${tag} xmlns:x="${escapeXml(name.namespace)}"` : tag;
  return content === '' ? `<${open}/>` : `<${open}>${content}</${tag}>`;
}
